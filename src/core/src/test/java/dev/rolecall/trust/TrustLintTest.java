package dev.rolecall.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.lint.Finding;
import dev.rolecall.policy.lint.PolicyLint;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The lint says of a statement that it never counts where, and only where, trust never counts it.
 */
class TrustLintTest {
  private static final String STATEMENT =
      """
      {"Effect": "Allow", "Principal": {"Federated": "%s"}, "Action":
      "sts:AssumeRoleWithWebIdentity", "Condition": {%s}}
      """
          .replace("\n", " ");

  private static final String SUBJECT = TrustRequests.HOST + ":sub";

  /** Each is satisfied by the token of team-a's service account web. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"StringEquals\": {\"SUB\": \"system:serviceaccount:team-a:web\"}",
        "\"StringLike\": {\"SUB\": \"system:serviceaccount:team-a:*\"}",
        "\"StringLike\": {\"SUB\": \"*:web\"}",
        "\"StringLike\": {\"SUB\": \"system:serviceaccount:*:??*\"}",
        "\"StringLike\": {\"SUB\": \"*\"}",
        "\"StringLike\": {\"SUB\": \"system:serviceaccount:*\"}",
        "\"StringLike\": {\"SUB\": [\"system:serviceaccount:team-a:web\", \"*\"]}",
        "\"StringLike\": {\"SUB\": \"system:serviceaccount:team-?:web\"}",
        "\"StringLike\": {\"SUB\": \"${SUB}\"}",
        "\"StringEqualsIfExists\": {\"SUB\": \"system:serviceaccount:team-a:web\"}",
        "\"ForAllValues:StringEquals\": {\"SUB\": \"system:serviceaccount:team-a:web\"}",
        "\"ForAnyValue:StringEquals\": {\"SUB\": \"system:serviceaccount:team-a:web\"}",
        "\"StringNotEquals\": {\"SUB\": \"system:serviceaccount:team-b:web\"}",
        "\"StringEqualsIgnoreCase\": {\"SUB\": \"SYSTEM:serviceaccount:team-a:web\"}",
        "\"Null\": {\"SUB\": \"false\"}",
        "\"StringEquals\": {\"HOST:aud\": \"sts.amazonaws.com\"}"
      })
  void agreesWithTrust(String condition) throws JsonException {
    String conditions = condition.replace("SUB", SUBJECT).replace("HOST", TrustRequests.HOST);
    String statement = STATEMENT.formatted(TrustRequests.CLUSTER_PROVIDER, conditions);
    TrustDecision decision =
        new TrustEvaluator(Clock.systemUTC())
            .evaluate(TrustRequests.of(TrustRequests.clusterToken(), Map.of(), statement));
    assertThat(neverCounts(statement)).isEqualTo(decision instanceof TrustDecision.NotTrusted);
  }

  private static boolean neverCounts(String statement) throws JsonException {
    String policy = "{\"Version\": \"2012-10-17\", \"Statement\": " + statement + "}";
    return PolicyLint.check(PolicyQuotas.AWS_DEFAULTS, PolicyType.TRUST, Json.parse(policy))
        .stream()
        .map(Finding::code)
        .anyMatch("CLUSTER_ISSUER_WITHOUT_SUBJECT"::equals);
  }
}
