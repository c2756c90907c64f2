package dev.rolecall.kube.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.Position;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

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
    assertThatThrownBy(() -> Yaml.parse("a: &a [*a]")).hasMessageContaining("too deeply");
  }

  @Test
  void deepNestingIsRefusedWhereItBecomesTooDeep() {
    for (String level : List.of("[", "{a: ", "- ", "? ")) {
      assertThatThrownBy(() -> Yaml.parse(level.repeat(50_000)))
          .isInstanceOfSatisfying(
              JsonException.class, e -> assertThat(e.position().line()).isEqualTo(1))
          .hasMessageContaining("nested too deeply");
    }
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
}
