package dev.rolecall.audit;

/** Takes audit events. Never blocks. */
public interface AuditSink {
  /**
   * Whether the event will be written: an Allow that cannot be recorded must be refused. A refusal
   * may be counted in an event that stands for several.
   */
  boolean record(AuditEvent event);
}
