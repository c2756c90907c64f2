package dev.rolecall.kube.crd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.testkit.ProjectFiles;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code kubectl get} shows of each kind is what the page about status says. */
class ColumnsTest {
  @Test
  void areThoseOfThePage() throws IOException {
    List<String> page = Files.readAllLines(ProjectFiles.root().resolve("docs/status.md"));

    assertThat(definitions())
        .hasSize(8)
        .allSatisfy(definition -> assertThat(page).contains(row(definition)));
  }

  /** Whether it can be used, since when, and (with more room) why not. */
  @Test
  void sayOfEachKindWhetherItIsInUseAndWhyNot() throws IOException {
    assertThat(definitions())
        .allSatisfy(definition ->
            assertThat(names(definition, column -> true))
                .containsAnyOf("Ready", "Last status")
                .contains("Reason", "Age"));
  }

  private static String row(CustomResourceDefinition definition) {
    return "| `%s` | %s | %s |"
        .formatted(
            definition.getSpec().getNames().getKind(),
            String.join(", ", names(definition, column -> !isWide(column))),
            String.join(", ", names(definition, ColumnsTest::isWide)));
  }

  private static List<String> names(
      CustomResourceDefinition definition, Predicate<CustomResourceColumnDefinition> which) {
    return definition.getSpec().getVersions().getFirst().getAdditionalPrinterColumns().stream()
        .filter(which)
        .map(CustomResourceColumnDefinition::getName)
        .toList();
  }

  private static boolean isWide(CustomResourceColumnDefinition column) {
    return Objects.requireNonNullElse(column.getPriority(), 0) > 0;
  }

  private static List<CustomResourceDefinition> definitions() throws IOException {
    try (Stream<Path> files = Files.list(ProjectFiles.root().resolve("crds"))) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .map(ColumnsTest::read)
          .toList();
    }
  }

  private static CustomResourceDefinition read(Path file) {
    try {
      return Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
