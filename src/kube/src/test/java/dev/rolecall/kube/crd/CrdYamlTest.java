package dev.rolecall.kube.crd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CrdYamlTest {
  private static final Path FOLDER = ProjectFiles.root().resolve("crds");

  @Test
  void committedDefinitionsAreThoseOfTheTypes() throws IOException {
    Map<String, String> expected = CrdYaml.files();
    if (Boolean.getBoolean("crds.write")) {
      for (Map.Entry<String, String> file : expected.entrySet()) {
        Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
      }
    }

    assertThat(committed())
        .as("crds/ is behind the types; write it again with: %s", CrdYaml.COMMAND)
        .isEqualTo(expected);
  }

  private static Map<String, String> committed() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(FOLDER)) {
      for (Path path : paths.filter(path -> path.toString().endsWith(".yaml")).toList()) {
        files.put(path.getFileName().toString(), Files.readString(path));
      }
    }
    return files;
  }
}
