package dev.rolecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonNumber;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.json.Position;
import dev.rolecall.testkit.ProjectFiles;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The log against what the schema of SARIF 2.1.0 demands of each of its objects. */
class LintSarifTest {
  private JsonObject log = new JsonObject(List.of(), Position.NONE);

  @BeforeEach
  void lint() throws JsonException {
    StringWriter out = new StringWriter();
    CommandLine line = Rolecall.commandLine();
    line.setOut(new PrintWriter(out, true));
    Path examples = ProjectFiles.root().resolve("examples/lint");
    assertThat(line.execute("lint", examples.toString(), "--format", "sarif")).isEqualTo(1);
    log = (JsonObject) Json.parse(out.toString());
  }

  @Test
  void isALogOfOneRun() {
    assertMembers(log, Set.of("version", "runs"), Set.of("$schema"));
    assertThat(text(log, "version")).isEqualTo("2.1.0");
    assertThat(array(log, "runs")).hasSize(1);
    assertMembers(run(), Set.of("tool", "results"), Set.of("columnKind"));
    assertThat(text(run(), "columnKind")).isEqualTo("utf16CodeUnits");
    assertMembers(driver(), Set.of("name", "version", "rules"), Set.of());
  }

  @Test
  void describesEachRuleOnceWithHelp() {
    assertThat(rules()).isNotEmpty().doesNotHaveDuplicates();
    assertThat(rules().stream().map(rule -> text(rule, "id"))).doesNotHaveDuplicates();
    assertThat(rules())
        .allSatisfy(rule -> {
          assertMembers(
              rule, Set.of("id", "shortDescription", "help", "defaultConfiguration"), Set.of());
          assertThat(text(object(rule, "shortDescription"), "text")).isNotBlank();
          assertThat(text(object(rule, "help"), "text")).isNotBlank();
          assertThat(text(object(rule, "defaultConfiguration"), "level"))
              .isIn("error", "warning", "note");
        });
  }

  @Test
  void placesEachResultInAFile() {
    assertThat(results()).hasSizeGreaterThan(5);
    assertThat(results())
        .allSatisfy(result -> {
          assertMembers(
              result,
              Set.of("ruleId", "ruleIndex", "level", "message", "locations", "properties"),
              Set.of());
          assertThat(text(rules().get(number(result, "ruleIndex")), "id"))
              .isEqualTo(text(result, "ruleId"));
          assertThat(text(result, "level")).isIn("error", "warning", "note");
          assertThat(text(object(result, "message"), "text")).isNotBlank();
          JsonObject location = array(result, "locations").getFirst();
          assertMembers(location, Set.of("physicalLocation"), Set.of("logicalLocations"));
          JsonObject physical = object(location, "physicalLocation");
          assertMembers(physical, Set.of("artifactLocation"), Set.of("region"));
          assertThat(URI.create(text(object(physical, "artifactLocation"), "uri")).getPath())
              .contains("examples/lint/");
          JsonObject region = object(physical, "region");
          assertThat(number(region, "startLine")).isPositive();
          assertThat(number(region, "startColumn")).isPositive();
        });
  }

  private JsonObject run() {
    return array(log, "runs").getFirst();
  }

  private JsonObject driver() {
    return object(object(run(), "tool"), "driver");
  }

  private List<JsonObject> rules() {
    return array(driver(), "rules");
  }

  private List<JsonObject> results() {
    return array(run(), "results");
  }

  private static void assertMembers(JsonObject object, Set<String> required, Set<String> optional) {
    List<String> names = object.members().stream().map(JsonValue.Member::name).toList();
    assertThat(names).containsAll(required).doesNotHaveDuplicates();
    assertThat(names.stream().filter(name -> !required.contains(name)))
        .allMatch(optional::contains);
  }

  private static JsonObject object(JsonObject holder, String name) {
    return (JsonObject) holder.get(name).orElseThrow();
  }

  private static List<JsonObject> array(JsonObject holder, String name) {
    return ((JsonArray) holder.get(name).orElseThrow())
        .elements().stream().map(JsonObject.class::cast).toList();
  }

  private static String text(JsonObject holder, String name) {
    return ((JsonString) holder.get(name).orElseThrow()).value();
  }

  private static int number(JsonObject holder, String name) {
    return ((JsonNumber) holder.get(name).orElseThrow()).value().intValueExact();
  }
}
