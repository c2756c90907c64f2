package dev.rolecall.sts.audit;

import dev.rolecall.audit.AuditEvent;
import dev.rolecall.audit.AuditedCall;
import dev.rolecall.audit.Outcome;
import dev.rolecall.audit.UserIdentity;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The first event of a process: nothing is granted before it is written. */
public final class StartEvent {
  private StartEvent() {}

  public static AuditEvent at(Instant time, String requestId) {
    return new AuditEvent(
        time,
        new AuditedCall("rolecall", "StartAudit", requestId, "", ""),
        new UserIdentity.Service("rolecall.dev"),
        new Outcome.Granted("sts has started"),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Map.of(),
        Map.of());
  }
}
