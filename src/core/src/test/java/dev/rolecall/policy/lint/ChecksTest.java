package dev.rolecall.policy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.Material;
import dev.rolecall.policy.lint.Check.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whether every check that there is has its line, and the page of the lint every line. */
class ChecksTest {
  private static final Pattern CODE = Pattern.compile("\"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\"");
  private static final Path SOURCES =
      Material.root().resolve("src/core/src/main/java/dev/rolecall/policy");

  /** What Access Analyzer calls a code's severity, by code. */
  private static final Map<String, Severity> ACCESS_ANALYZER =
      LintCase.lines("access-analyzer.txt").stream()
          .map(line -> line.split(" "))
          .collect(Collectors.toMap(words -> words[1], words -> Severity.valueOf(words[0])));

  @Test
  void hasEachCodeOnce() {
    assertThat(Checks.ALL.stream().map(Check::code)).doesNotHaveDuplicates();
  }

  @Test
  void knowsEveryCheckOfAccessAnalyzer() {
    assertThat(ACCESS_ANALYZER).hasSize(135);
    assertThat(Checks.ALL.stream().map(Check::code).toList()).containsAll(ACCESS_ANALYZER.keySet());
  }

  /** What AWS sees and we do not: the page says so. Whatever is refused is an error. */
  @Test
  void hasAccessAnalyzersSeveritiesButOfPrivateAddresses() {
    Set<String> others =
        Checks.ALL.stream()
            .filter(check -> check.status() != Status.REFUSED)
            .filter(check -> ACCESS_ANALYZER.containsKey(check.code()))
            .filter(check -> check.severity() != ACCESS_ANALYZER.get(check.code()))
            .map(Check::code)
            .collect(Collectors.toSet());
    assertThat(others).containsExactlyInAnyOrder("PRIVATE_IP_ADDRESS", "PRIVATE_NOTIPADDRESS");
  }

  @Test
  void knowsEveryCodeOfTheReaderAndNoOther() {
    Set<String> given =
        Stream.of("reader", "pattern", "operator", "PolicyReader.java")
            .map(SOURCES::resolve)
            .flatMap(ChecksTest::javaFiles)
            .flatMap(ChecksTest::codes)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(given).hasSizeGreaterThan(40);
    assertThat(given).allSatisfy(code -> assertThat(Checks.find(code)).as(code).isPresent());
    assertThat(
            Checks.ALL.stream().filter(check -> check.status() == Status.REFUSED).map(Check::code))
        .allMatch(given::contains);
  }

  @Test
  void standsOnThePageOfTheLint() throws IOException {
    String page = Files.readString(Material.root().resolve("docs/lint.md"));
    String table =
        Stream.of(Status.values()).map(ChecksTest::section).collect(Collectors.joining());
    Path wanted = Files.createDirectories(Path.of("target")).resolve("lint-checks.md");
    Files.writeString(wanted, table);
    assertThat(page.contains(table))
        .as("docs/lint.md must have the tables of src/core/" + wanted)
        .isTrue();
  }

  @Test
  void namesOnThePageNoCodeThatDoesNotExist() throws IOException {
    String page = Files.readString(Material.root().resolve("docs/lint.md"));
    String here = page.substring(page.indexOf("## Rules of other tools"));
    assertThat(
            Pattern.compile("`([A-Z]+(?:_[A-Z]+)+)`")
                .matcher(here)
                .results()
                .map(found -> found.group(1)))
        .isNotEmpty()
        .allSatisfy(code -> assertThat(Checks.find(code)).as(code).isPresent());
  }

  private static String section(Status status) {
    List<Check> checks = Checks.ALL.stream().filter(check -> check.status() == status).toList();
    return "\n### "
        + heading(status)
        + "\n\n| code | severity | what |\n|---|---|---|\n"
        + checks.stream().map(ChecksTest::row).collect(Collectors.joining());
  }

  private static String heading(Status status) {
    return switch (status) {
      case CHECKED -> "Checked by a rule";
      case REFUSED -> "Refused by the reader";
      case NEEDS_CATALOGUE -> "Not checked: these need a catalogue of services";
      case OBSOLETE -> "Not checked: obsolete";
    };
  }

  private static String row(Check check) {
    String summary = check.summary().replace("*", "`*`").replace("|", "\\|");
    return "| `%s`%s | %s | %s |\n"
        .formatted(
            check.code(),
            ACCESS_ANALYZER.containsKey(check.code()) ? "" : " (ours)",
            severity(check),
            summary);
  }

  private static String severity(Check check) {
    Severity theirs = ACCESS_ANALYZER.getOrDefault(check.code(), check.severity());
    return theirs == check.severity()
        ? check.severity().words()
        : check.severity().words() + " (AWS: " + theirs.words() + ")";
  }

  private static Stream<Path> javaFiles(Path place) {
    try (Stream<Path> files = Files.walk(place)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> codes(Path file) {
    try {
      return CODE.matcher(Files.readString(file))
          .results()
          .map(MatchResult::group)
          .map(quoted -> quoted.substring(1, quoted.length() - 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
