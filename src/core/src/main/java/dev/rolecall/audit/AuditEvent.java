package dev.rolecall.audit;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is recorded of one call, or of several refusals of one cause. Never a secret, a token or a
 * signature.
 *
 * @param account whom the event is for: the owner of what was asked for, or the caller's account
 * @param requestParameters as {@link CloudTrailLines} writes them; what the caller says
 * @param responseElements likewise; empty where nothing was given
 * @param details members of {@link AuditFields#ROLECALL}
 */
public record AuditEvent(
    Instant time,
    AuditedCall call,
    UserIdentity identity,
    Outcome outcome,
    Optional<AuditedResource> resource,
    Optional<String> account,
    Map<String, Object> requestParameters,
    Map<String, Object> responseElements,
    Map<String, Object> details) {
  public AuditEvent {
    requestParameters = Collections.unmodifiableMap(requestParameters);
    responseElements = Collections.unmodifiableMap(responseElements);
    details = Collections.unmodifiableMap(details);
  }

  public boolean granted() {
    return outcome instanceof Outcome.Granted;
  }

  /** The true reason, in a sentence. */
  public String reason() {
    return outcome.reason();
  }

  /**
   * The event that stands for several refusals, of which this is the last.
   *
   * @param count how many
   */
  public AuditEvent repeated(long count, Instant first) {
    Map<String, Object> more = new LinkedHashMap<>(details);
    more.put(AuditFields.COUNT, count);
    more.put(AuditFields.FIRST_TIME, first.toString());
    more.put(AuditFields.LAST_TIME, time.toString());
    return new AuditEvent(
        time,
        call,
        identity,
        outcome,
        resource,
        account,
        requestParameters,
        responseElements,
        more);
  }
}
