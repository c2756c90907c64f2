package dev.rolecall.sts.audit;

import dev.rolecall.audit.AuditSink;
import java.time.Clock;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Records each decision once, for the auditor and for the workload's owner. */
public final class Auditor {
  private static final String BROKEN = "InternalFailure";

  private final AuditSink sink;
  private final PodEvents events;
  private final Clock clock;

  public Auditor(AuditSink sink, PodEvents events, Clock clock) {
    this.sink = sink;
    this.events = events;
    this.clock = clock;
  }

  /** Whether it is recorded: what is not must not be granted. */
  public boolean allowed(AuditTrail trail, String reason) {
    boolean recorded = sink.record(trail.grant(clock.instant(), reason));
    if (recorded) {
      trail.issuedRole().ifPresent(events::issued);
    }
    return recorded;
  }

  /**
   * Nothing was granted.
   *
   * @param code the wire's error code
   * @param message what the caller is told
   * @param reason the true one
   */
  public void refused(AuditTrail trail, String code, String message, String reason) {
    sink.record(trail.refusal(clock.instant(), code, message, reason));
    trail.workload().ifPresent(workload -> events.refused(workload, trail.toldToOwner(reason)));
  }

  /** What handling a call gives; where it breaks, that is recorded too. */
  public <T> CompletionStage<T> watch(AuditTrail trail, Supplier<CompletionStage<T>> handling) {
    try {
      return handling
          .get()
          .whenComplete((answer, failure) -> {
            if (failure != null) {
              broken(trail, failure);
            }
          });
    } catch (RuntimeException e) {
      broken(trail, e);
      throw e;
    }
  }

  private void broken(AuditTrail trail, Throwable failure) {
    // Its text is for the log: nobody checked what is in it.
    refused(trail, BROKEN, BROKEN, "something broke: " + failure.getClass().getName());
  }
}
