package dev.rolecall.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the chart tells Prometheus and Grafana. */
class ChartMonitoringTest {
  @Test
  void objectsThatNotEveryServerKnowsAreThereOnRequestOnly() {
    assertThat(RenderedChart.byDefault().manifests())
        .doesNotContain("monitoring.coreos.com", "grafana", "ROLECALL_METRICS_LISTEN");
  }

  @Test
  void everyProgramIsAJobOfItsName() {
    RenderedChart chart =
        RenderedChart.with(
            Map.of("monitoring.podMonitors", true, "agent.metricsListen", "0.0.0.0:8495"));

    assertThat(chart.all(GenericKubernetesResource.class))
        .filteredOn(object -> object.getKind().equals("PodMonitor"))
        .hasSize(3)
        .allSatisfy(monitor ->
            assertThat(monitor.<String>get("spec", "jobLabel")).isEqualTo("app.kubernetes.io/name"))
        .extracting(object -> object.getMetadata().getName())
        .containsExactlyInAnyOrder("rolecall-agent", "rolecall-operator", "rolecall-sts");
    assertThat(server(chart).getPorts())
        .extracting(ContainerPort::getName, ContainerPort::getContainerPort)
        .containsExactly(tuple("metrics", 8495));
    assertThat(server(chart).getEnv())
        .contains(new EnvVar("ROLECALL_METRICS_LISTEN", "0.0.0.0:8495", null));
  }

  @Test
  void agentsThatShowNothingOutsideOfTheirNodesAreNoJob() {
    assertThat(RenderedChart.with(Map.of("monitoring.podMonitors", true)).manifests())
        .doesNotContain("port: metrics");
  }

  @Test
  void alertsAndDashboardsComeFromTheFiles() {
    RenderedChart chart =
        RenderedChart.with(
            Map.of(
                "monitoring.alerts",
                true,
                "monitoring.dashboards",
                true,
                "monitoring.labels.release",
                "prometheus",
                "monitoring.docsUrl",
                "https://docs.example.com/rolecall"));

    GenericKubernetesResource rules =
        chart
            .all(GenericKubernetesResource.class)
            .filter(object -> object.getKind().equals("PrometheusRule"))
            .findFirst()
            .orElseThrow();
    assertThat(rules.getMetadata().getLabels()).containsEntry("release", "prometheus");
    assertThat(rules.<List<?>>get("spec", "groups")).hasSize(3);
    assertThat(rules.<String>get("spec", "groups", 0, "rules", 0, "annotations", "runbook_url"))
        .isEqualTo("https://docs.example.com/rolecall/alerts.md#rolecallstsdown");
    assertThat(chart.one(ConfigMap.class, "rolecall-dashboards").getData())
        .containsOnlyKeys("rolecall-agents.json", "rolecall-operator.json", "rolecall-sts.json");
  }

  @Test
  void anAddressThatIsNoneIsRefused() {
    assertThatThrownBy(() -> RenderedChart.with(Map.of("agent.metricsListen", "node:8495")))
        .hasMessageContaining("metricsListen");
  }

  private static Container server(RenderedChart chart) {
    return chart
        .one(DaemonSet.class, "rolecall-agent")
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .stream()
        .filter(container -> container.getName().equals("server"))
        .findFirst()
        .orElseThrow();
  }
}
