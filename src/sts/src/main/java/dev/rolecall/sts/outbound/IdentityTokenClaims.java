package dev.rolecall.sts.outbound;

import dev.rolecall.json.Json;
import dev.rolecall.session.Session;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The claims of one token (IAM User Guide, "Understanding token claims"). What the session chose
 * itself stands apart, as {@code request_tags}.
 *
 * @param id the {@code jti}
 */
record IdentityTokenClaims(
    String issuer, String region, String id, Instant issuedAt, Instant expiration) {
  private static final String NAMESPACE = "https://sts.amazonaws.com/";
  private static final String FEDERATED_PROVIDER = "aws:FederatedProvider";

  /** As JSON. */
  String of(IdentityTokenRequest request, Session session, Map<String, String> principalTags) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer);
    claims.put("sub", session.roleArn().toString());
    claims.put("aud", audience(request.audiences()));
    claims.put("iat", issuedAt.getEpochSecond());
    claims.put("exp", expiration.getEpochSecond());
    claims.put("jti", id);
    claims.put(NAMESPACE, facts(request, session, principalTags));
    return Json.write(claims);
  }

  private static Object audience(List<String> audiences) {
    return audiences.size() == 1 ? audiences.getFirst() : audiences;
  }

  private Map<String, Object> facts(
      IdentityTokenRequest request, Session session, Map<String, String> principalTags) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("aws_account", session.account().value());
    facts.put("source_region", region);
    facts.put("principal_id", session.roleArn().toString());
    facts.put("original_session_exp", session.expiresAt().toString());
    session.sourceIdentity().ifPresent(identity -> facts.put("source_identity", identity));
    Optional.ofNullable(session.context().get(FEDERATED_PROVIDER))
        .ifPresent(provider -> facts.put("federated_provider", provider));
    putUnlessEmpty(facts, "principal_tags", principalTags);
    putUnlessEmpty(facts, "request_tags", request.tags());
    return facts;
  }

  private static void putUnlessEmpty(
      Map<String, Object> facts, String name, Map<String, String> tags) {
    if (!tags.isEmpty()) {
      facts.put(name, new TreeMap<>(tags));
    }
  }
}
