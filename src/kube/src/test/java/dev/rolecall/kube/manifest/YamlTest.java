package dev.rolecall.kube.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.Position;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTest {
  @Test
  void scalarsAreReadAsTheCoreSchemaSays() throws JsonException {
    assertThat(json("{a: 1, b: 1.50, c: true, d: null, e: 'true', f: no, g: 2012-10-17, h: +3}"))
        .isEqualTo(
            """
            {"a":1,"b":1.50,"c":true,"d":null,"e":"true","f":"no","g":"2012-10-17","h":3}\
            """);
  }

  @Test
  void numbersThatReadersTakeDifferentlyAreRefused() {
    assertThatThrownBy(() -> Yaml.parse("id: 012345678901"))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("put it in quotes");
    assertThatThrownBy(() -> Yaml.parse("x: 0x1F")).hasMessageContaining("put it in quotes");
    assertThatThrownBy(() -> Yaml.parse("x: .inf")).hasMessageContaining("put it in quotes");
  }

  @Test
  void documentsAreToldApartAndEmptyOnesLeftOut() throws JsonException {
    assertThat(Yaml.parse("---\n# nothing\n---\na: 1\n---\nb: 2\n")).hasSize(2);
    assertThat(Yaml.parse("")).isEmpty();
  }

  @Test
  void membersKnowTheirPlacesAndStayTwice() throws JsonException {
    JsonObject object = (JsonObject) Yaml.parse("a: 1\nb:\n  c: 2\na: 3\n").getFirst();

    assertThat(object.members()).extracting("name").containsExactly("a", "b", "a");
    assertThat(object.members().get(2).position()).isEqualTo(new Position(4, 1));
  }

  @Test
  void aliasesThatGrowWithoutEndAreRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
      String alias = "*a" + (i - 1);
      bomb.append(
          "a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", Collections.nCopies(10, alias))));
    }
    assertThatThrownBy(() -> Yaml.parse(bomb.toString())).hasMessageContaining("aliases");
  }

  @Test
  void aliasesOfWhatTheyStandInAndOfNothingAreRefused() {
    assertThatThrownBy(() -> Yaml.parse("a: &a [*a]"))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("inside of what it repeats");
    assertThatThrownBy(() -> Yaml.parse("a: *b")).isInstanceOf(JsonException.class);
    assertThatThrownBy(() -> Yaml.parse("a: &b 1\n---\nc: *b")).isInstanceOf(JsonException.class);
  }

  @Test
  void nestingIsLimitedWithinAliasesToo() throws JsonException {
    String fifty = "[".repeat(50) + "]".repeat(50);

    assertThat(Yaml.parse("[".repeat(100) + "]".repeat(100))).hasSize(1);
    assertThat(Yaml.parse("a: &a " + fifty + "\nb: *a")).hasSize(1);
    assertThatThrownBy(() -> Yaml.parse("[".repeat(101) + "]".repeat(101)))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("too deeply");
    assertThatThrownBy(
            () -> Yaml.parse("a: &a " + fifty + "\nb: " + "[".repeat(50) + "*a" + "]".repeat(50)))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("too deeply");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? ", "&a [", "!!seq ["})
  void hugeNestingEndsInAProblemAtItsPlace(String opening) {
    assertThatThrownBy(() -> Yaml.parse(opening.repeat(100_000)))
        .isInstanceOfSatisfying(
            JsonException.class, e -> assertThat(e.position().line()).isEqualTo(1));
  }

  @Test
  void placesAreThoseOfTheValuesInFlowsBlocksAndAnchors() throws JsonException {
    JsonObject object =
        (JsonObject)
            Yaml.parse(
                    """
                    flow: {a: [x, {b: y}]}
                    block: |
                      text
                    anchored: &one
                      c: d
                    list:
                      - *one
                      - e: f
                    """)
                .getFirst();

    assertThat(at(object, "flow", "a", "1", "b")).isEqualTo(new Position(1, 19));
    assertThat(at(object, "block")).isEqualTo(new Position(2, 8));
    assertThat(at(object, "list", "0", "c")).isEqualTo(at(object, "anchored", "c"));
    assertThat(at(object, "list", "1")).isEqualTo(new Position(8, 5));
  }

  @Test
  void whatReadersOfYamlTakeDifferentlyIsRefused() {
    assertThatThrownBy(() -> Yaml.parse("a: &x {b: 1}\nc: {<<: *x}"))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("write them out");
    assertThatThrownBy(() -> Yaml.parse("a: !!bool yes")).isInstanceOf(JsonException.class);
    assertThatThrownBy(() -> Yaml.parse("{[a]: b}")).isInstanceOf(JsonException.class);
  }

  /** The engine's own buffer has 1,025 characters. */
  @Test
  void charactersBeyondTheBasicPlaneAreReadWhereverTheyStand() throws JsonException {
    for (int before = 1_000; before < 1_050; before++) {
      String text = "a".repeat(before) + "\uD83D\uDE00";

      assertThat(json(text)).isEqualTo("\"" + text + "\"");
    }
    assertThatThrownBy(() -> Yaml.parse("a".repeat(1_024) + "\uD83D"))
        .isInstanceOf(JsonException.class);
  }

  @Test
  void brokenTextIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> Yaml.parse("a: 1\n b: 2\n"))
        .isInstanceOfSatisfying(
            JsonException.class, e -> assertThat(e.position().line()).isEqualTo(2));
  }

  private static String json(String yaml) throws JsonException {
    return Json.write(Yaml.parse(yaml).getFirst());
  }

  private static Position at(JsonValue value, String... path) {
    JsonValue found = value;
    for (String part : path) {
      found =
          switch (found) {
            case JsonObject object -> object.get(part).orElseThrow();
            case JsonArray array -> array.elements().get(Integer.parseInt(part));
            default -> throw new AssertionError(part);
          };
    }
    return found.position();
  }
}
