package dev.rolecall.sts.metrics;

import dev.rolecall.audit.AuditEvent;
import dev.rolecall.audit.AuditSink;
import dev.rolecall.audit.Outcome;
import dev.rolecall.observe.metrics.ProgramMetrics;
import dev.rolecall.observe.metrics.WordCounter;

/** Counts decisions on their way into the audit log: no decision gets around it. */
final class CountedAudit implements AuditSink {
  private final AuditSink audit;
  private final WordCounter grants;
  private final WordCounter denials;
  private final WordCounter unrecorded;

  CountedAudit(AuditSink audit, ProgramMetrics metrics) {
    this.audit = audit;
    this.grants =
        metrics.counter("rolecall_sts_grants_total", "Calls that were allowed.", "action");
    this.denials =
        metrics.counter(
            "rolecall_sts_denials_total", "Calls that were refused.", "action", "reason");
    this.unrecorded =
        metrics.counter(
            "rolecall_sts_audit_unrecorded_total",
            "Calls that were refused because they could not be recorded.",
            "action");
  }

  @Override
  public boolean record(AuditEvent event) {
    boolean recorded = audit.record(event);
    String action = event.call().service() + ":" + event.call().name();
    switch (event.outcome()) {
      case Outcome.Granted granted -> (recorded ? grants : unrecorded).count(action);
      case Outcome.Refused refused -> denials.count(action, refused.code());
    }
    return recorded;
  }
}
