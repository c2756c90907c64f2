package dev.rolecall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.testkit.ProjectFiles;
import dev.rolecall.testkit.RestrictedPodSecurity;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the chart's pods may do on their nodes, and how a kubelet sees that they are well. */
class ChartPodsTest {
  private static final RenderedChart CHART = RenderedChart.byDefault();

  @Test
  void operatorAndStsMeetEveryControlOfTheRestrictedLevel() {
    assertThat(CHART.all(Deployment.class))
        .hasSize(2)
        .allSatisfy(deployment ->
            assertThat(RestrictedPodSecurity.violations(json(deployment.getSpec().getTemplate())))
                .as(deployment.getMetadata().getName())
                .isEmpty());
  }

  @Test
  void whatTheAgentNeedsBeyondThatLevelIsDocumented() throws IOException {
    String page = Files.readString(ProjectFiles.root().resolve("docs/install-agent.md"));
    for (Map<String, ?> values :
        List.<Map<String, ?>>of(
            Map.of(), Map.of("agent.uninstall", true), Map.of("agent.guard.nodeImds", "none"))) {
      List<String> violations =
          RestrictedPodSecurity.violations(
              json(
                  RenderedChart.with(values)
                      .one(DaemonSet.class, "rolecall-agent")
                      .getSpec()
                      .getTemplate()));
      assertThat(violations)
          .contains("hostNetwork")
          .allSatisfy(violation ->
              assertThat(page)
                  .contains(
                      "`" + violation.replaceFirst("^volume .*hostPath.*", "hostPath") + "`"));
    }
  }

  @Test
  void everyRootIsReadOnly() {
    assertThat(containers())
        .hasSize(5)
        .allSatisfy(container ->
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                .as(container.getName())
                .isTrue());
  }

  @Test
  void noServiceAccountGivesItsTokenToPodsThatDoNotAsk() {
    assertThat(CHART.all(ServiceAccount.class))
        .hasSize(3)
        .allSatisfy(account -> assertThat(account.getAutomountServiceAccountToken()).isFalse());
  }

  /**
   * Live is the process; ready is being able to decide; neither counts before the start is over.
   */
  @Test
  void probesTellLifeFromReadiness() {
    for (String program : List.of("operator", "sts", "server")) {
      Container container = container(program);
      String live = path(container, Container::getLivenessProbe);

      assertThat(live).isEqualTo(path(container, Container::getStartupProbe));
      assertThat(path(container, Container::getReadinessProbe)).isNotEqualTo(live);
      assertThat(container.getReadinessProbe().getPeriodSeconds())
          .isLessThan(container.getLivenessProbe().getPeriodSeconds());
    }
    assertThat(container("guard").getReadinessProbe()).isNotNull();
    assertThat(container("guard").getLivenessProbe())
        .as("rules outlive the guard; a restart would mend nothing")
        .isNull();
  }

  @Test
  void newReplicasAreReadyBeforeOldOnesEnd() {
    assertThat(CHART.all(Deployment.class))
        .allSatisfy(deployment -> {
          var rolling = deployment.getSpec().getStrategy().getRollingUpdate();
          assertThat(rolling.getMaxUnavailable().getIntVal()).isZero();
          assertThat(rolling.getMaxSurge().getIntVal()).isPositive();
          assertThat(
                  deployment.getSpec().getTemplate().getSpec().getContainers().getFirst().getEnv())
              .as("serves until nobody sends it anything")
              .anyMatch(variable ->
                  variable.getName().equals("QUARKUS_SHUTDOWN_DELAY")
                      && variable.getValue().equals("5s"));
        });
  }

  private static String path(Container container, Function<Container, Probe> probe) {
    return probe.apply(container).getHttpGet().getPath();
  }

  private static Container container(String name) {
    return containers().filter(found -> found.getName().equals(name)).findFirst().orElseThrow();
  }

  private static Stream<Container> containers() {
    return Stream.concat(
            CHART.all(Deployment.class).map(it -> it.getSpec().getTemplate()),
            CHART.all(DaemonSet.class).map(it -> it.getSpec().getTemplate()))
        .flatMap(pod ->
            Stream.concat(
                pod.getSpec().getContainers().stream(),
                pod.getSpec().getInitContainers().stream()));
  }

  private static JsonNode json(PodTemplateSpec pod) {
    return Serialization.jsonMapper().valueToTree(pod);
  }
}
