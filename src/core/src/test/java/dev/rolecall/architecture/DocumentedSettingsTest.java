package dev.rolecall.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.architecture.Settings.Setting;
import dev.rolecall.fakes.Material;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The reference of settings is made from the interfaces that read them; {@code
 * -Drolecall.golden.write=true} writes it anew.
 */
class DocumentedSettingsTest {
  private static final String STS = "src/sts/src/main/java/dev/rolecall/sts/StsConfig.java";
  private static final String OPERATOR =
      "operator/src/main/java/dev/rolecall/operator/OperatorConfig.java";
  private static final String HEAD = "| property | default | what |\n|---|---|---|\n";
  private static final Pattern VARIABLE = Pattern.compile("\"(ROLECALL_[A-Z0-9_]+)\"");
  private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(ROLECALL_[A-Z0-9_]+)`");
  private static final Path PAGE = Material.root().resolve("docs/configuration.md");

  @Test
  void pageIsMadeFromTheSources() throws IOException {
    String page = Files.readString(PAGE);
    String made = page;
    for (Map.Entry<String, String> program : Map.of("sts", STS, "operator", OPERATOR).entrySet()) {
      made = replaced(made, program.getKey(), table(program.getValue()));
    }
    if (Boolean.getBoolean("rolecall.golden.write")) {
      Files.writeString(PAGE, made);
      page = made;
    }

    assertThat(page).isEqualTo(made);
  }

  @Test
  void everySettingIsExplained() {
    assertThat(Settings.of(STS)).hasSizeGreaterThan(20);
    assertThat(Settings.of(OPERATOR)).hasSizeGreaterThan(20);
    for (String source : List.of(STS, OPERATOR)) {
      assertThat(Settings.of(source))
          .allSatisfy(setting -> assertThat(setting.text()).as(setting.name()).isNotEmpty());
    }
  }

  @Test
  void otherPagesSayTheSameOfThem() {
    Map<String, Setting> known =
        Settings.of(STS).stream().collect(Collectors.toMap(Setting::name, setting -> setting));
    List<String> rows =
        DocumentTree.read(Material.root().resolve("docs/audit.md"))
            .lines()
            .filter(line -> line.startsWith("| `rolecall."))
            .toList();

    assertThat(rows).hasSizeGreaterThan(3);
    assertThat(rows)
        .allSatisfy(row -> {
          String[] cells = row.split(" \\| ", 3);
          String name = cells[0].replaceAll("[| `]", "");
          assertThat(known).containsKey(name);
          assertThat(Optional.ofNullable(known.get(name)).flatMap(Setting::standard))
              .matches(value -> value.isEmpty() || value.get().equals(cells[1].replace("`", "")));
        });
  }

  @Test
  void variablesOfTheAgentAreAllThere() {
    Set<String> read =
        SourceTree.files().stream()
            .filter(file -> file.isMain() && Set.of("agent", "observe").contains(file.module()))
            .flatMap(file -> VARIABLE.matcher(file.text()).results())
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> documented =
        DOCUMENTED
            .matcher(DocumentTree.read(PAGE))
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(read).hasSizeGreaterThan(15);
    assertThat(documented).isEqualTo(read);
  }

  private static String table(String source) {
    return Settings.of(source).stream()
        .map(Setting::row)
        .collect(Collectors.joining("\n", HEAD, "\n"));
  }

  /** The page with what is between the marks of this name made anew. */
  private static String replaced(String page, String name, String table) {
    String begin = "<!-- settings of %s, made by DocumentedSettingsTest -->\n".formatted(name);
    String end = "<!-- end of settings of %s -->".formatted(name);
    assertThat(page).contains(begin, end);
    return page.substring(0, page.indexOf(begin) + begin.length())
        + "\n"
        + table
        + "\n"
        + page.substring(page.indexOf(end));
  }
}
