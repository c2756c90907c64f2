package dev.rolecall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.e2e.ChartValues.Value;
import dev.rolecall.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The page of the chart's values says what their file says; {@code -Drolecall.golden.write=true}
 * writes it anew.
 */
class ChartValuesTest {
  private static final Path PAGE = ProjectFiles.root().resolve("docs/chart-values.md");
  private static final Pattern NAMED =
      Pattern.compile(
          "`((?:agent|operator|sts|networkPolicy|injection|image|tenantRoles)\\.(?!rolecall|amazonaws)\\w[\\w.]*\\w)(?:[=:][^`]*)?`");

  /** Files of the state folder, which are called like values. */
  private static final Set<String> FILES = Set.of("sts.log", "agent.log", "agent.token");

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

  /** Names as {@code agent.observe=true}, where a page has them between backticks. */
  @Test
  void pagesNameValuesThatThereAre() throws IOException {
    List<Value> known = values();
    List<String> named = new ArrayList<>();
    try (Stream<Path> pages = Files.list(ProjectFiles.root().resolve("docs"))) {
      for (Path page : pages.filter(file -> file.toString().endsWith(".md")).toList()) {
        NAMED.matcher(Files.readString(page)).results().forEach(name -> named.add(name.group(1)));
      }
    }

    assertThat(named).hasSizeGreaterThan(40);
    assertThat(named.stream().filter(name -> !FILES.contains(name)))
        .allSatisfy(name ->
            assertThat(known)
                .anyMatch(value ->
                    value.path().equals(name)
                        || (value.standard().startsWith("{")
                            && name.startsWith(value.path() + "."))));
  }

  private static List<Value> values() throws IOException {
    return ChartValues.of(
        Files.readString(ProjectFiles.root().resolve("charts/rolecall/values.yaml")));
  }
}
