package dev.rolecall.operator.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guide shows what is applied to a real API server. */
class TaskGuideTest {
  @ParameterizedTest
  @ValueSource(strings = {"account", "roles", "definition", "task"})
  void showsTheManifestsThatAreTried(String name) throws IOException {
    Path root = ProjectFiles.root();

    assertThat(Files.readString(root.resolve("docs/tasks.md")))
        .contains(
            "```yaml\n"
                + Files.readString(root.resolve("examples/tasks/" + name + ".yaml"))
                + "```");
  }
}
