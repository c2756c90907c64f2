package dev.rolecall.audit;

/**
 * Which call it was.
 *
 * @param service the beginning of the action, {@code sts}
 * @param name the action, {@code AssumeRole}; {@code Unknown} where none is known
 * @param requestId as in the answer
 * @param sourceAddress where the connection came from
 * @param userAgent as the caller says
 */
public record AuditedCall(
    String service, String name, String requestId, String sourceAddress, String userAgent) {
  /** The name of calls that ask for nothing that is known. */
  public static final String UNKNOWN = "Unknown";
}
