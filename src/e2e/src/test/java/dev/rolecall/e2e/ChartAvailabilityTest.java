package dev.rolecall.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What keeps Rolecall running while nodes are drained, full or lost. */
class ChartAvailabilityTest {
  private static final List<String> PROGRAMS = List.of("rolecall-operator", "rolecall-sts");

  @Test
  void oneReplicaOfAProgramIsEvictedAtATime() {
    for (String program : PROGRAMS) {
      PodDisruptionBudget budget =
          RenderedChart.byDefault().one(PodDisruptionBudget.class, program);

      assertThat(budget.getSpec().getMaxUnavailable()).isEqualTo(new IntOrString(1));
      assertThat(budget.getSpec().getSelector().getMatchLabels())
          .isEqualTo(deployment(program).getSpec().getSelector().getMatchLabels());
    }
  }

  @Test
  void aSingleReplicaKeepsNoNodeFromBeingDrained() {
    assertThat(
            RenderedChart.with(Map.of("operator.replicas", 1, "sts.replicas", 1))
                .all(PodDisruptionBudget.class))
        .isEmpty();
  }

  @Test
  void olderServersGetTheBudgetsThatTheyKnow() {
    assertThat(RenderedChart.forKubernetes("1.20.2", Map.of()).manifests())
        .contains("apiVersion: policy/v1beta1\nkind: PodDisruptionBudget")
        .doesNotContain("policy/v1\n");
    assertThat(RenderedChart.forKubernetes("1.21.0", Map.of()).manifests())
        .contains("apiVersion: policy/v1\nkind: PodDisruptionBudget")
        .doesNotContain("policy/v1beta1");
  }

  @Test
  void replicasAreOnNodesAndInZonesOfTheirOwnWhereThereAreSome() {
    for (String program : PROGRAMS) {
      assertThat(pod(program).getTopologySpreadConstraints())
          .extracting(TopologySpreadConstraint::getTopologyKey)
          .containsExactly("kubernetes.io/hostname", "topology.kubernetes.io/zone");
      assertThat(pod(program).getTopologySpreadConstraints())
          .allSatisfy(spread -> {
            assertThat(spread.getWhenUnsatisfiable()).isEqualTo("ScheduleAnyway");
            assertThat(spread.getLabelSelector().getMatchLabels())
                .isEqualTo(deployment(program).getSpec().getSelector().getMatchLabels());
          });
    }
  }

  @Test
  void programsComeBeforeThePodsThatNeedThem() {
    assertThat(PROGRAMS)
        .allSatisfy(program ->
            assertThat(pod(program).getPriorityClassName()).isEqualTo("system-cluster-critical"));
    assertThat(RenderedChart.with(Map.of("sts.priorityClassName", "")).manifests())
        .containsOnlyOnce("priorityClassName: system-cluster-critical");
    assertThatThrownBy(() -> RenderedChart.with(Map.of("sts.priorityClassName", "High Priority")))
        .hasMessageContaining("priorityClassName");
  }

  private static PodSpec pod(String program) {
    return deployment(program).getSpec().getTemplate().getSpec();
  }

  private static Deployment deployment(String name) {
    return RenderedChart.byDefault().one(Deployment.class, name);
  }
}
