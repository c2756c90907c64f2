package dev.rolecall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.e2e.ChartValues.Value;
import dev.rolecall.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The page of the chart's values says what their file says; {@code -Drolecall.golden.write=true}
 * writes it anew.
 */
class ChartValuesTest {
  private static final Path PAGE = ProjectFiles.root().resolve("docs/chart-values.md");
  private static final String HEAD =
      """
      # Values of the chart

      Generated from `charts/rolecall/values.yaml`. `values.schema.json` beside it refuses what is none of these.
      [Installing the agent](install-agent.md) and [configuration](configuration.md) say more of some.

      """;

  @Test
  void pageIsUpToDate() throws IOException {
    String page = HEAD + ChartValues.table(values());
    if (Boolean.getBoolean("rolecall.golden.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  @Test
  void everyValueIsExplainedThereOrAboveIt() throws IOException {
    List<Value> values = values();

    assertThat(values).hasSizeGreaterThan(40);
    assertThat(values)
        .filteredOn(value -> !value.standard().isEmpty())
        .allSatisfy(value ->
            assertThat(values)
                .as("comment of %s, or of what it is in", value.path())
                .anyMatch(above ->
                    !above.comment().isEmpty()
                        && (value.path() + ".").startsWith(above.path() + ".")));
  }

  private static List<Value> values() throws IOException {
    return ChartValues.of(
        Files.readString(ProjectFiles.root().resolve("charts/rolecall/values.yaml")));
  }
}
