package dev.rolecall.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.InMemoryWorkloads;
import dev.rolecall.trust.TrustDecision.NotTrusted;
import dev.rolecall.trust.TrustDecision.Trusted;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Roles of nodes' own processes. */
class NodeTrustTest {
  private static final String EC2 = "ec2.amazonaws.com";

  private final TrustEvaluator evaluator =
      new TrustEvaluator(Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC));

  @Test
  void nodeIsTrustedAsEc2Alone() {
    assertThat(asNode(trusting("{'Service':'ec2.amazonaws.com'}"))).isInstanceOf(Trusted.class);
    for (String principal :
        new String[] {
          "{'Service':'pods.eks.amazonaws.com'}",
          "{'Service':'ecs-tasks.amazonaws.com'}",
          "'*'",
          "{'AWS':'*'}"
        }) {
      assertThat(asNode(trusting(principal))).as(principal).isInstanceOf(NotTrusted.class);
    }
  }

  /** What a node may wear is no pod's, on whichever way the pod asks. */
  @Test
  void podIsNotTrustedWhereANodeIs() {
    for (String service : new String[] {"pods.eks.amazonaws.com", "ecs-tasks.amazonaws.com"}) {
      TrustPrincipal pod =
          new TrustPrincipal.Service(
              service, InMemoryWorkloads.pod("team-a", "web", "web"), TrustRequests.CLUSTER);
      assertThat(
              evaluator.evaluate(
                  TrustRequests.of(pod, Map.of(), trusting("{'Service':'ec2.amazonaws.com'}"))))
          .isInstanceOf(NotTrusted.class);
    }
  }

  @Test
  void saysWhichNodeWasNotTrusted() {
    assertThat(asNode(trusting("{'Service':'pods.eks.amazonaws.com'}")))
        .isInstanceOfSatisfying(
            NotTrusted.class,
            refused -> assertThat(refused.reason()).contains("ec2.amazonaws.com for node node-1"));
  }

  private TrustDecision asNode(String statement) {
    return evaluator.evaluate(
        TrustRequests.of(new TrustPrincipal.Node(EC2, "node-1"), Map.of(), statement));
  }

  private static String trusting(String principal) {
    return "{'Effect':'Allow','Principal':%s,'Action':'sts:AssumeRole'}".formatted(principal);
  }
}
