package dev.rolecall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.Material;
import dev.rolecall.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of the policy language says what the reader does: codes, sentences and quotas. */
class PolicyLanguagePageTest {
  private static final Path SOURCES =
      Material.root().resolve("src/core/src/main/java/dev/rolecall/policy");
  private static final Pattern CODE = Pattern.compile("\"([A-Z]+(?:_[A-Z]+)+)\"");
  private static final String TOO_LONG = "longer than its quota";
  private static final String TOO_MANY = "900 unknown operators";

  /** A row of the table of codes. */
  record Row(String code, PolicyType type, String example, String said) {
    static Row of(String line) {
      String[] cells = line.split(" \\| ", 4);
      return new Row(
          cells[0].substring(3, cells[0].length() - 1),
          PolicyType.valueOf(cells[1].toUpperCase(Locale.ROOT)),
          cells[2].replace("`", ""),
          cells[3].substring(0, cells[3].length() - 2).replace("\\*", "*"));
    }
  }

  @Test
  void hasEveryCodeThatTheReaderGivesAndNoOther() {
    Set<String> given =
        Stream.of("reader", "pattern", "operator", "PolicyReader.java")
            .flatMap(name -> CODE.matcher(sources(SOURCES.resolve(name))).results())
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(rows()).extracting(Row::code).doesNotHaveDuplicates();
    assertThat(rows()).extracting(Row::code).containsExactlyInAnyOrderElementsOf(given);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void saysOfEachExampleWhatThePageSays(Row row) {
    assertThat(Documents.read(row.type(), document(row)))
        .isInstanceOfSatisfying(
            PolicyReading.Refused.class,
            refused ->
                assertThat(refused.problems().getLast())
                    .satisfies(problem -> {
                      assertThat(problem.code()).isEqualTo(row.code());
                      assertThat(problem.message()).isEqualTo(row.said());
                    }));
  }

  @Test
  void hasTheQuotasAndTheirDefaults() {
    Map<String, Integer> written =
        lines("## Quotas")
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.split(" \\| "))
            .collect(
                Collectors.toMap(
                    cells -> cells[0].substring(3, cells[0].length() - 1),
                    cells -> Integer.valueOf(cells[1])));

    assertThat(written).isEqualTo(PolicyQuotas.AWS_DEFAULTS.byName());
  }

  private static String document(Row row) {
    return switch (row.example()) {
      case TOO_LONG -> longer(row.type());
      case TOO_MANY -> manyMistakes();
      case String whole when whole.contains("\"Statement\"") -> whole;
      case String statement ->
          "{\"Version\": \"2012-10-17\", \"Statement\": %s}".formatted(statement);
    };
  }

  private static String longer(PolicyType type) {
    String who =
        Set.of(PolicyType.RESOURCE, PolicyType.RCP, PolicyType.TRUST).contains(type)
            ? "\"Principal\": \"*\","
            : "";
    String action = type == PolicyType.TRUST ? "sts:AssumeRole" : "s3:*";
    String where = type == PolicyType.TRUST ? "" : ", \"Resource\": \"*\"";
    int quota = PolicyQuotas.AWS_DEFAULTS.of(type);
    return """
    {"Statement": {"Effect": "Deny", %s "Action": "%s" %s,
     "Condition": {"StringEquals": {"aws:username": "%s"}}}}
    """
        .formatted(who, action, where, "x".repeat(quota));
  }

  private static String manyMistakes() {
    Map<String, Object> operators =
        IntStream.range(0, 900).boxed().collect(Collectors.toMap(i -> "No" + i, i -> Map.of()));
    return Json.write(
        Map.of(
            "Statement",
            Map.of("Effect", "Deny", "Action", "s3:*", "Resource", "*", "Condition", operators)));
  }

  static List<Row> rows() {
    return lines("## Every code").filter(line -> line.startsWith("| `")).map(Row::of).toList();
  }

  /** The lines of the page from a heading on, up to the next. */
  private static Stream<String> lines(String heading) {
    return read(Material.root().resolve("docs/policy-language.md"))
        .lines()
        .dropWhile(line -> !line.equals(heading))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "));
  }

  private static String sources(Path path) {
    if (Files.isRegularFile(path)) {
      return read(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.map(PolicyLanguagePageTest::read).collect(Collectors.joining());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
