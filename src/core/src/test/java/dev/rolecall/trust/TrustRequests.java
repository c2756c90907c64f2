package dev.rolecall.trust;

import dev.rolecall.directory.Role;
import dev.rolecall.fakes.InMemoryWorkloads;
import dev.rolecall.identity.Arn;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.identity.SessionName;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyReader;
import dev.rolecall.policy.PolicyReading;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.token.TrustedIssuer;
import dev.rolecall.token.VerifiedToken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests for the role {@code reader} of account 111111111111 in namespace {@code team-a}. */
final class TrustRequests {
  static final String HOST = "kubernetes.default.svc.cluster.local";
  static final String CLUSTER_PROVIDER = "arn:aws:iam::111111111111:oidc-provider/" + HOST;

  static final Arn CLUSTER = new Arn("aws", "eks", "us-east-1", "111111111111", "cluster/c");

  private static final Instant ISSUED = Instant.parse("2026-03-01T11:59:00Z");

  private TrustRequests() {}

  /**
   * @param statements of the trust policy, with apostrophes for quotes
   */
  static TrustRequest of(TrustPrincipal principal, Map<String, String> tags, String... statements) {
    return new TrustRequest(
        principal,
        trusting(document(PolicyType.TRUST, statements)),
        new SessionName("s1"),
        tags,
        tags.keySet());
  }

  /** A pod of service account web. */
  static TrustPrincipal pod(String namespace) {
    return new TrustPrincipal.Service(
        "pods.eks.amazonaws.com", InMemoryWorkloads.pod(namespace, "web", "web"), CLUSTER);
  }

  /** Of a pod of service account team-a/web. */
  static TrustPrincipal clusterToken() {
    return new TrustPrincipal.WebIdentity(
        new VerifiedToken(
            "https://" + HOST,
            "system:serviceaccount:team-a:web",
            "sts.amazonaws.com",
            List.of("sts.amazonaws.com"),
            ISSUED,
            ISSUED.plus(Duration.ofHours(1)),
            Optional.empty(),
            claims(Map.of())),
        TrustedIssuer.Kind.CLUSTER);
  }

  /** Of a CI system whose issuer has a path. */
  static TrustPrincipal ciToken() {
    return ciToken(Map.of("amr", List.of("pwd", "mfa"), "azp", "sts.amazonaws.com"));
  }

  /** The same with these further claims. */
  static TrustPrincipal ciToken(Map<String, ?> claims) {
    return tokenOf("https://ci.example/pool", claims);
  }

  /** Of an issuer that is not the cluster's. */
  static TrustPrincipal tokenOf(String issuer, Map<String, ?> claims) {
    return new TrustPrincipal.WebIdentity(
        new VerifiedToken(
            issuer,
            "repo:x",
            "sts.amazonaws.com",
            List.of("sts.amazonaws.com", "second"),
            ISSUED,
            ISSUED.plus(Duration.ofHours(1)),
            Optional.empty(),
            claims(claims)),
        TrustedIssuer.Kind.EXTERNAL);
  }

  private static JsonObject claims(Map<String, ?> claims) {
    return (JsonObject) Json.of(claims);
  }

  /** The role with this trust policy. */
  static Role trusting(PolicyDocument trustPolicy) {
    return new Role(
        RoleId.ofUid("reader"),
        RoleArn.parse("arn:aws:iam::111111111111:role/reader").orElseThrow(),
        "team-a",
        trustPolicy,
        List.of(),
        null,
        Duration.ofHours(1),
        Map.of("tier", "gold"),
        null);
  }

  /**
   * A policy of these statements.
   *
   * @param statements with apostrophes for quotes
   */
  static PolicyDocument document(PolicyType type, String... statements) {
    String json =
        "{'Version':'2012-10-17','Statement':[%s]}"
            .formatted(String.join(",", statements))
            .replace('\'', '"');
    return switch (PolicyReader.read(
        type, type == PolicyType.TRUST ? "trust policy" : "policy", json)) {
      case PolicyReading.Read(var document) -> document;
      case PolicyReading.Refused refused -> throw new AssertionError(refused.problems());
    };
  }
}
