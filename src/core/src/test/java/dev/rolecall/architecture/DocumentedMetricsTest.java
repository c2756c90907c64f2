package dev.rolecall.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.architecture.SourceTree.SourceFile;
import dev.rolecall.fakes.Material;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of metrics has each that there is; dashboards and alerts ask for no others. */
class DocumentedMetricsTest {
  private static final String NAME = "rolecall_(?:sts|operator|agent|guard)_[a-z_]+[a-z]";
  private static final Pattern IN_CODE = Pattern.compile("\"(" + NAME + ")\"");
  private static final Pattern IN_PAGE =
      Pattern.compile("(?m)^\\| `((?:rolecall|jvm|process|system)_\\w+)`");
  private static final Pattern ASKED = Pattern.compile(NAME);
  private static final Path DASHBOARDS = Path.of("charts/rolecall/dashboards");

  private final Set<String> documented =
      found(IN_PAGE, DocumentTree.read(Material.root().resolve("docs/metrics.md")))
          .collect(Collectors.toCollection(TreeSet::new));

  @Test
  void areThoseOfTheCode() {
    Set<String> ofCode =
        SourceTree.files().stream()
            .filter(SourceFile::isMain)
            .flatMap(file -> found(IN_CODE, file.text()))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(ofCode).hasSizeGreaterThan(40);
    assertThat(documented.stream().filter(name -> name.startsWith("rolecall_")))
        .containsExactlyElementsOf(ofCode);
  }

  @Test
  void areAllThatDashboardsAndAlertsAskFor() throws IOException {
    try (Stream<Path> files = Files.walk(Material.root().resolve(DASHBOARDS))) {
      Set<String> asked =
          files
              .filter(Files::isRegularFile)
              .flatMap(file -> ASKED.matcher(DocumentTree.read(file)).results())
              .map(result -> result.group().replaceAll("_(bucket|count|sum|max)$", ""))
              .collect(Collectors.toCollection(TreeSet::new));

      assertThat(asked).hasSizeGreaterThan(25);
      assertThat(documented).containsAll(asked);
    }
  }

  private static Stream<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(result -> result.group(1));
  }
}
