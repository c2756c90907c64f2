package dev.rolecall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.testkit.ProjectFiles;
import dev.rolecall.testkit.Requirement;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The alerts are right to Prometheus, fire for what they are for, and say what to do. */
class AlertsTest {
  private static final Path FOLDER = ProjectFiles.root().resolve("charts/rolecall/dashboards");
  private static final Path ALERTS = FOLDER.resolve("alerts.yaml");
  private static final Path CASES =
      ProjectFiles.root().resolve("src/e2e/src/test/resources/alerts/alerts-test.yaml");
  private static final Path PAGE = ProjectFiles.root().resolve("docs/alerts.md");

  @Test
  void areRulesThatPrometheusTakes() throws Exception {
    assertThat(promtool("check", "rules", ALERTS.toString())).contains("SUCCESS");
  }

  @Test
  void fireForWhatTheyAreForAndOtherwiseNot() throws Exception {
    assertThat(promtool("test", "rules", CASES.toString())).contains("SUCCESS");
  }

  @Test
  void haveACaseAndASectionEach() throws IOException {
    List<String> alerts = found("(?m)^ +- alert: (\\w+)$", ALERTS);

    assertThat(alerts).hasSizeGreaterThan(30).doesNotHaveDuplicates();
    assertThat(found("(?m)^  - name: (Rolecall\\w+)$", CASES)).isEqualTo(alerts);
    assertThat(found("(?m)^## (Rolecall\\w+)$", PAGE)).isEqualTo(alerts);
    assertThat(found("(?m)^ +runbook_url: docs/alerts.md#(\\w+)$", ALERTS))
        .isEqualTo(alerts.stream().map(String::toLowerCase).toList());
  }

  @Test
  void dashboardsAskInEveryPanelAndHaveIdsOfTheirOwn() throws Exception {
    List<Path> files;
    try (Stream<Path> all = Files.list(FOLDER)) {
      files = all.filter(file -> file.toString().endsWith(".json")).toList();
    }

    assertThat(files).hasSize(3);
    for (Path file : files) {
      JsonValue board = read(file);
      assertThat(text(board, "uid") + ".json").isEqualTo(file.getFileName().toString());
      assertThat(list(board, "panels"))
          .hasSizeGreaterThan(10)
          .allSatisfy(panel -> {
            assertThat(text(panel, "title")).isNotEmpty();
            assertThat(list(panel, "targets"))
                .isNotEmpty()
                .allSatisfy(target -> assertThat(text(target, "expr")).isNotEmpty());
          });
    }
  }

  private static JsonValue read(Path file) throws IOException, JsonException {
    return Json.parse(Files.readString(file));
  }

  private static String text(JsonValue of, String name) {
    return ((JsonString) ((JsonObject) of).get(name).orElseThrow()).value();
  }

  private static List<JsonValue> list(JsonValue of, String name) {
    return ((JsonArray) ((JsonObject) of).get(name).orElseThrow()).elements();
  }

  private static List<String> found(String pattern, Path file) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(file))
        .results()
        .map(result -> result.group(1))
        .toList();
  }

  /** What it prints; it must be content. */
  private static String promtool(String... arguments) throws Exception {
    List<String> command =
        Stream.concat(Stream.of(program().toString()), Stream.of(arguments)).toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private static Path program() {
    Stream<Path> places =
        Stream.concat(
            Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of),
            Stream.of(
                Optional.ofNullable(System.getenv("ROLECALL_PROMETHEUS"))
                    .map(Path::of)
                    .orElse(
                        Path.of(System.getProperty("user.home"), ".cache/rolecall/prometheus"))));
    Optional<Path> found =
        places.map(place -> place.resolve("promtool")).filter(Files::isExecutable).findFirst();
    Requirement.that(found.isPresent(), "there is no promtool; run .ci/promtool");
    return found.orElseThrow();
  }
}
