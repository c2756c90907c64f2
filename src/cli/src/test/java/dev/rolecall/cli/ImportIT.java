package dev.rolecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.kube.resource.taskdefinition.TaskDefinition;
import dev.rolecall.testkit.ApiServer;
import dev.rolecall.testkit.ProjectFiles;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Imported task definitions on a real API server, which validates them by their CRD. */
class ImportIT {
  private static ApiServer server;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    server = ApiServer.start();
    server.kubectl("apply", "-f", ProjectFiles.root().resolve("crds").toString());
    server.kubectl("wait", "--for=condition=Established", "crd", "--all", "--timeout=60s");
    server.kubectl("create", "namespace", "imported");
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void everySampleIsAcceptedAsItIsPrinted() throws Exception {
    List<Path> samples;
    try (Stream<Path> files = Files.list(ImportCommandTest.SAMPLES)) {
      samples = files.sorted().toList();
    }
    for (Path sample : samples) {
      Path manifests = Files.writeString(folder.resolve("manifests.yaml"), imported(sample));
      server.kubectl("apply", "--validate=true", "-f", manifests.toString());
    }
    assertThat(
            server
                .client()
                .resources(TaskDefinition.class)
                .inNamespace("imported")
                .list()
                .getItems())
        .hasSameSizeAs(samples)
        .allSatisfy(
            definition -> assertThat(definition.getSpec().getContainerDefinitions()).isNotEmpty());
    assertThat(server.kubectl("get", "tasks.rolecall.dev", "-n", "imported"))
        .contains("of-fargate", "of-windows");
  }

  private static String imported(Path sample) {
    StringWriter out = new StringWriter();
    StringWriter errors = new StringWriter();
    CommandLine line = Rolecall.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(errors, true));
    String name = "of-" + sample.getFileName().toString().replace(".json", "");
    int code =
        line.execute(
            "import",
            "ecs-task-definition",
            sample.toString(),
            "--namespace",
            "imported",
            "--task",
            name);
    assertThat(code).as(errors.toString()).isZero();
    return out.toString();
  }
}
