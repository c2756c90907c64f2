package dev.rolecall.session;

import dev.rolecall.directory.ResourceDirectory;
import dev.rolecall.directory.WorkloadDirectory;
import java.time.Clock;

/**
 * Whether an opened session is still good: its role exists and did not revoke it, its account is
 * not suspended, its pod lives; likewise every ancestor.
 */
public final class SessionLiveness {
  private final ResourceDirectory resources;
  private final WorkloadDirectory workloads;
  private final Clock clock;

  public SessionLiveness(ResourceDirectory resources, WorkloadDirectory workloads, Clock clock) {
    this.resources = resources;
    this.workloads = workloads;
    this.clock = clock;
  }

  public Liveness check(Session session) {
    throw new UnsupportedOperationException("session helper" + resources + workloads + clock);
  }

  /** The answer. */
  public sealed interface Liveness {
    record Live() implements Liveness {}

    /**
     * @param reason a sentence for the audit event
     */
    record Dead(String reason) implements Liveness {}

    /** Its pod is not known here yet; a retry may succeed. */
    record NotKnownYet() implements Liveness {}
  }
}
