package dev.rolecall.sts.audit;

import dev.rolecall.audit.AuditSink;
import java.time.Clock;

/** Records each decision once, for the auditor and for the workload's owner. */
public final class Auditor {
  private final AuditSink sink;
  private final EventRecorder events;
  private final Clock clock;

  public Auditor(AuditSink sink, EventRecorder events, Clock clock) {
    this.sink = sink;
    this.events = events;
    this.clock = clock;
  }

  /** Whether it is recorded: what is not must not be granted. */
  public boolean allowed(AuditTrail trail, String reason) {
    return sink.record(trail.event(clock.instant(), "Allow", reason));
  }

  /**
   * Nothing was granted.
   *
   * @param code the wire's error code
   */
  public void refused(AuditTrail trail, String code, String reason) {
    sink.record(trail.event(clock.instant(), code, reason));
    trail.workload().ifPresent(workload -> events.refused(workload, trail.toldToOwner(reason)));
  }
}
