package dev.rolecall.token;

import dev.rolecall.json.JsonValue.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A token whose signature, issuer, audience and times were checked.
 *
 * @param audience {@code azp} where present, else the one {@code aud}: what was held against the
 *     accepted audiences
 * @param audiences the whole {@code aud}
 * @param kubernetes what a cluster's issuer says of the workload; empty for every other issuer,
 *     whatever it claims
 * @param claims all claims; of duplicates the last
 */
public record VerifiedToken(
    String issuer,
    String subject,
    String audience,
    List<String> audiences,
    Instant issuedAt,
    Instant expiresAt,
    Optional<KubernetesClaims> kubernetes,
    JsonObject claims) {
  public VerifiedToken {
    audiences = List.copyOf(audiences);
  }
}
