package dev.rolecall.audit;

/** Takes audit events. */
public interface AuditSink {
  /** Whether the event will be written: an Allow that cannot be recorded must be refused. */
  boolean record(AuditEvent event);
}
