package dev.rolecall.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.testkit.ProjectFiles;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who reaches Rolecall's pods, and what the chart lets tenants do. */
class ChartAccessTest {
  private static final List<String> PROGRAMS = List.of("rolecall-operator", "rolecall-sts");

  @Test
  void onlyServingPortsAreReached() {
    RenderedChart chart = RenderedChart.byDefault();

    assertThat(ingress(chart, "rolecall-operator"))
        .singleElement()
        .satisfies(rule -> assertThat(ports(rule)).containsExactly("webhooks"));
    assertThat(ingress(chart, "rolecall-sts"))
        .singleElement()
        .satisfies(rule -> assertThat(ports(rule)).containsExactly("https"));
  }

  @Test
  void whatIsNotAllowedIsNotSentEither() {
    for (String program : PROGRAMS) {
      assertThat(policy(RenderedChart.byDefault(), program).getSpec().getPolicyTypes())
          .containsExactly("Ingress", "Egress");
      assertThat(policy(RenderedChart.byDefault(), program).getSpec().getEgress())
          .as("no rule without ports and peers, which would be anything")
          .isNotEmpty()
          .noneMatch(rule -> rule.getPorts().isEmpty() && rule.getTo().isEmpty());
    }
  }

  @Test
  void onlyTheApiServersThatAreNamedCallTheWebhooks() {
    RenderedChart chart = RenderedChart.with(Map.of("networkPolicy.apiServers[0]", "10.0.0.0/28"));

    assertThat(ingress(chart, "rolecall-operator"))
        .singleElement()
        .satisfies(rule ->
            assertThat(rule.getFrom())
                .singleElement()
                .satisfies(
                    peer -> assertThat(peer.getIpBlock().getCidr()).isEqualTo("10.0.0.0/28")));
    assertThatThrownBy(() -> RenderedChart.with(Map.of("networkPolicy.apiServers[0]", "10.0.0.1")))
        .hasMessageContaining("apiServers");
  }

  @Test
  void tracesGoToTheCollectorsPortsAlone() {
    RenderedChart chart =
        RenderedChart.with(
            Map.of("networkPolicy.tracesTo[0].namespaceSelector.matchLabels.team", "watch"));

    assertThat(policy(chart, "rolecall-sts").getSpec().getEgress())
        .filteredOn(
            rule -> rule.getTo().stream().anyMatch(peer -> peer.getNamespaceSelector() != null))
        .singleElement()
        .satisfies(rule ->
            assertThat(rule.getPorts())
                .extracting(port -> port.getPort().getIntVal())
                .containsExactly(4317, 4318));
    assertThatThrownBy(() -> RenderedChart.with(Map.of("networkPolicy.tracesPorts", List.of())))
        .hasMessageContaining("tracesPorts");
  }

  @Test
  void metricsAreReadByWhomTheValuesName() {
    RenderedChart chart =
        RenderedChart.with(
            Map.of("networkPolicy.metricsFrom[0].namespaceSelector.matchLabels.team", "watch"));

    for (String program : PROGRAMS) {
      assertThat(ingress(chart, program))
          .filteredOn(rule -> ports(rule).equals(List.of("health")))
          .singleElement()
          .satisfies(rule ->
              assertThat(rule.getFrom().getFirst().getNamespaceSelector().getMatchLabels())
                  .containsEntry("team", "watch"));
    }
  }

  @Test
  void policiesCanBeLeftOut() {
    assertThat(RenderedChart.with(Map.of("networkPolicy.enabled", false)).all(NetworkPolicy.class))
        .isEmpty();
  }

  @Test
  void tenantsMayWriteTheirNamespacesResourcesAndNoneOfTheCluster() throws IOException {
    Set<String> namespaced = new TreeSet<>();
    try (Stream<Path> files = Files.list(ProjectFiles.root().resolve("crds"))) {
      for (Path file : files.filter(name -> name.toString().endsWith(".yaml")).toList()) {
        var definition =
            Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class);
        if (definition.getSpec().getScope().equals("Namespaced")) {
          namespaced.add(definition.getSpec().getNames().getPlural());
        }
      }
    }
    assertThat(role("rolecall-tenant").getRules())
        .singleElement()
        .satisfies(rule -> {
          assertThat(rule.getApiGroups()).containsExactly("rolecall.dev");
          assertThat(new TreeSet<>(rule.getResources())).isEqualTo(namespaced);
          assertThat(rule.getVerbs()).doesNotContain("*", "use");
        });
    assertThat(role("rolecall-tenant-view").getRules())
        .singleElement()
        .satisfies(rule -> {
          assertThat(new TreeSet<>(rule.getResources())).isEqualTo(namespaced);
          assertThat(rule.getVerbs()).containsExactly("get", "list", "watch");
        });
  }

  @Test
  void nobodyBecomesATenantUnasked() {
    assertThat(aggregations("rolecall-tenant", Map.of())).isEmpty();
    assertThat(aggregations("rolecall-tenant-view", Map.of())).containsExactly("admin");
    assertThat(aggregations("rolecall-tenant", Map.of("tenantRoles.aggregateTo[0]", "admin")))
        .containsExactly("admin");
  }

  private static List<String> aggregations(String role, Map<String, ?> values) {
    String prefix = "rbac.authorization.k8s.io/aggregate-to-";
    return RenderedChart.with(values)
        .one(ClusterRole.class, role)
        .getMetadata()
        .getLabels()
        .keySet()
        .stream()
        .filter(label -> label.startsWith(prefix))
        .map(label -> label.substring(prefix.length()))
        .toList();
  }

  private static ClusterRole role(String name) {
    return RenderedChart.byDefault().one(ClusterRole.class, name);
  }

  private static NetworkPolicy policy(RenderedChart chart, String name) {
    return chart.one(NetworkPolicy.class, name);
  }

  private static List<NetworkPolicyIngressRule> ingress(RenderedChart chart, String name) {
    return policy(chart, name).getSpec().getIngress();
  }

  private static List<String> ports(NetworkPolicyIngressRule rule) {
    return rule.getPorts().stream()
        .map(NetworkPolicyPort::getPort)
        .map(port -> String.valueOf(port.getValue()))
        .toList();
  }
}
