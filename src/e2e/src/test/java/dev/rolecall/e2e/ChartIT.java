package dev.rolecall.e2e;

import dev.rolecall.testkit.ApiServer;
import dev.rolecall.testkit.ProjectFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
            false));
  }

  @ParameterizedTest
  @MethodSource("values")
  void isTakenByTheApiServer(Map<String, ?> values, @TempDir Path folder) throws Exception {
    Path manifests = folder.resolve("manifests.yaml");
    Files.writeString(manifests, RenderedChart.with(values).manifests());
    api.kubectl("apply", "--dry-run=server", "--validate=true", "-f", manifests.toString());
  }
}
