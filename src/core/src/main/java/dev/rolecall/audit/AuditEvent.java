package dev.rolecall.audit;

import java.time.Instant;
import java.util.Map;

/**
 * What is recorded of one call. Never a secret, a token or a signature.
 *
 * @param action {@code sts:AssumeRoleWithWebIdentity}
 * @param outcome {@code Allow} or the wire's error code
 * @param reason the true reason, in a sentence
 * @param facts verified facts: account, role, session, namespace, serviceAccount, pod, node,
 *     issuer, subject
 * @param unverified claims and parameters that nobody vouches for
 */
public record AuditEvent(
    Instant time,
    String requestId,
    String action,
    String outcome,
    String reason,
    Map<String, String> facts,
    Map<String, String> unverified) {
  public AuditEvent {
    facts = Map.copyOf(facts);
    unverified = Map.copyOf(unverified);
  }
}
