package dev.rolecall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.testkit.ApiServer;
import dev.rolecall.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real API server takes what the chart makes, whatever its values. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChartIT {
  private ApiServer api;

  @BeforeAll
  void start() throws Exception {
    api = ApiServer.start();
    api.kubectl("create", "namespace", Installation.NAMESPACE);
    api.kubectl("apply", "-f", ProjectFiles.root().resolve("crds").toString());
  }

  @AfterAll
  void stop() throws Exception {
    if (api != null) {
      api.close();
    }
  }

  static List<Map<String, ?>> values() {
    return List.of(
        Map.of(),
        Map.of("agent.enabled", false),
        Map.of("agent.uninstall", true),
        Map.of("agent.uninstall", true, "agent.bootUnit.enabled", false),
        Map.of(
            "agent.guard.nodeImds",
            "none",
            "agent.guard.podCgroups[0]",
            "kubepods.slice",
            "agent.bootUnit.enabled",
            false,
            "agent.maxUnavailable",
            1,
            "agent.env.ROLECALL_INSTANCE_ID",
            "i-1",
            "operator.nodeTaint.enabled",
            false),
        Map.of("operator.replicas", 1, "sts.replicas", 1, "sts.priorityClassName", ""),
        Map.of(
            "networkPolicy.apiServers[0]",
            "10.0.0.0/28",
            "networkPolicy.apiServers[1]",
            "fd00::/64",
            "networkPolicy.metricsFrom[0].namespaceSelector.matchLabels.team",
            "watch",
            "tenantRoles.aggregateTo[0]",
            "admin"),
        Map.of("networkPolicy.enabled", false, "tenantRoles.create", false));
  }

  @ParameterizedTest
  @MethodSource("values")
  void isTakenByTheApiServer(Map<String, ?> values, @TempDir Path folder) throws Exception {
    Path manifests = folder.resolve("manifests.yaml");
    Files.writeString(manifests, rendered(values));
    api.kubectl("apply", "--dry-run=server", "--validate=true", "-f", manifests.toString());
  }

  @Test
  void tenantWritesResourcesOfItsNamespaceAndNothingElse(@TempDir Path folder) throws Exception {
    Path manifests = folder.resolve("manifests.yaml");
    Files.writeString(manifests, rendered(Map.of()));
    api.kubectl("apply", "-l", "app.kubernetes.io/part-of=rolecall", "-f", manifests.toString());
    api.kubectl("create", "namespace", "acme");
    api.kubectl(
        "create", "rolebinding", "t", "-n", "acme", "--clusterrole=rolecall-tenant", "--user=tess");

    for (String verb : List.of("get", "create", "update", "patch", "delete")) {
      assertThat(canTess(verb, "iamroles.rolecall.dev", "acme")).as(verb).isTrue();
      assertThat(canTess(verb, "tasks.rolecall.dev", "acme")).as(verb).isTrue();
      assertThat(canTess(verb, "iamroles.rolecall.dev", "default")).as(verb).isFalse();
      assertThat(canTess(verb, "accounts.rolecall.dev", "acme")).as(verb).isFalse();
      assertThat(canTess(verb, "instanceprofiles.rolecall.dev", "acme")).as(verb).isFalse();
      assertThat(canTess(verb, "pods", "acme")).as(verb).isFalse();
    }
    assertThat(canTess("update", "iamroles.rolecall.dev", "acme", "--subresource=status"))
        .isFalse();
    assertThat(canTess("use", "iamroles.rolecall.dev", "acme")).isFalse();
  }

  private boolean canTess(String verb, String resource, String namespace, String... more)
      throws InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("auth", "can-i", verb, resource, "-n", namespace, "--as=tess"));
    command.addAll(List.of(more));
    try {
      return api.kubectl(command.toArray(String[]::new)).contains("yes");
    } catch (IOException no) {
      return false;
    }
  }

  private String rendered(Map<String, ?> values) {
    String version = api.client().getKubernetesVersion().getGitVersion();
    return RenderedChart.forKubernetes(version, values).manifests();
  }
}
