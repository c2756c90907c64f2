package dev.rolecall.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartPackageTest {
  private static final ChartPackage CHART =
      new ChartPackage(ProjectFiles.root().resolve("charts/rolecall"));

  @TempDir private Path folder;

  @Test
  void hasTheVersionAndTheRegistryOfTheRelease() throws IOException {
    Path file = CHART.write(folder, "0.9.1", "ghcr.io/acme");

    Map<String, String> files = files(file);
    assertThat(file).hasFileName("rolecall-0.9.1.tgz");
    assertThat(files.keySet()).first().isEqualTo("rolecall/Chart.yaml");
    assertThat(files.get("rolecall/Chart.yaml"))
        .contains("version: 0.9.1\nappVersion: \"0.9.1\"\n");
    assertThat(files.get("rolecall/values.yaml")).contains("  registry: \"ghcr.io/acme\"\n");
    assertThat(files.keySet())
        .contains("rolecall/values.schema.json", "rolecall/templates/agent.yaml")
        .as("the CRDs, which are a link in the project")
        .anyMatch(name -> name.startsWith("rolecall/crds/") && name.contains("iamroles"));
  }

  @Test
  void isTheSameEachTime() throws IOException {
    Path again = Files.createDirectory(folder.resolve("again"));

    assertThat(CHART.write(folder, "0.9.1", ""))
        .hasSameBinaryContentAs(CHART.write(again, "0.9.1", ""));
  }

  private static Map<String, String> files(Path archive) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(archive)))) {
      TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null) {
        files.put(entry.getName(), new String(tar.readAllBytes(), StandardCharsets.UTF_8));
        entry = tar.getNextEntry();
      }
    }
    return files;
  }
}
