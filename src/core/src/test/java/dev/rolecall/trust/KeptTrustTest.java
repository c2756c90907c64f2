package dev.rolecall.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.InMemoryWorkloads;
import dev.rolecall.fakes.MovableClock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was compiled for a role is neither taken for its next trust policy nor for another way. */
class KeptTrustTest {
  private static final String WEB =
      "{'Effect':'Allow','Principal':{'Federated':'%s'},'Action':'sts:AssumeRoleWithWebIdentity','Condition':{'StringEquals':{'%s:sub':'system:serviceaccount:team-a:web'}}}"
          .formatted(TrustRequests.CLUSTER_PROVIDER, TrustRequests.HOST);
  private static final String SERVICE =
      "{'Effect':'Allow','Principal':{'Service':'pods.eks.amazonaws.com'},'Action':'sts:AssumeRole'}";
  private static final TrustPrincipal TOKEN = TrustRequests.clusterToken();
  private static final TrustPrincipal POD =
      new TrustPrincipal.Service(
          "pods.eks.amazonaws.com",
          InMemoryWorkloads.pod("team-a", "web", "web"),
          TrustRequests.CLUSTER);

  private final TrustEvaluator evaluator =
      new TrustEvaluator(MovableClock.at("2026-03-01T12:00:00Z"));

  private boolean trusts(TrustPrincipal principal, String statement) {
    return evaluator.evaluate(TrustRequests.of(principal, Map.of(), statement))
        instanceof TrustDecision.Trusted;
  }

  @Test
  void decidesByTheTrustPolicyOfNow() {
    assertThat(trusts(TOKEN, WEB)).isTrue();
    assertThat(trusts(TOKEN, SERVICE)).isFalse();
    assertThat(trusts(TOKEN, WEB)).isTrue();
  }

  @Test
  void decidesByWhatCountsForThePrincipal() {
    assertThat(trusts(POD, SERVICE)).isTrue();
    assertThat(trusts(POD, WEB)).isFalse();
    assertThat(trusts(TOKEN, WEB)).isTrue();
    assertThat(trusts(POD, "{'Effect':'Allow','Principal':'*','Action':'sts:*'}")).isFalse();
  }
}
