package dev.rolecall.audit;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The first event of a process: nothing is granted before it is written. */
public final class StartEvent {
  private StartEvent() {}

  /**
   * @param program {@code sts}
   */
  public static AuditEvent of(String program, Instant time, String requestId) {
    return new AuditEvent(
        time,
        new AuditedCall("rolecall", "StartAudit", requestId, "", ""),
        new UserIdentity.Service("rolecall.dev"),
        new Outcome.Granted(program + " has started"),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Map.of(),
        Map.of());
  }
}
