package dev.rolecall.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Test
  void keepsPositionsOfNamesAndValues() throws JsonException {
    var object = (JsonValue.JsonObject) Json.parse("{\n  \"a\": [1,\n   true]}");

    JsonValue.Member member = object.members().getFirst();
    assertThat(object.position()).isEqualTo(new Position(1, 1));
    assertThat(member.position()).isEqualTo(new Position(2, 3));
    assertThat(member.value().position()).isEqualTo(new Position(2, 8));
    assertThat(((JsonValue.JsonArray) member.value()).elements().get(1).position())
        .isEqualTo(new Position(3, 4));
  }

  @Test
  void keepsDuplicateMembersInOrder() throws JsonException {
    var object = (JsonValue.JsonObject) Json.parse("{\"a\":1,\"b\":2,\"a\":3}");

    assertThat(object.members()).extracting(JsonValue.Member::name).containsExactly("a", "b", "a");
    assertThat(object.get("a").orElseThrow())
        .isInstanceOfSatisfying(
            JsonValue.JsonNumber.class, number -> assertThat(number.text()).isEqualTo("3"));
  }

  @Test
  void keepsTheTextOfNumbers() throws JsonException {
    String text = "[0.10,1E400,-0,12345678901234567890123456789]";

    assertThat(Json.write(Json.parse(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,]",
        "{\"a\":1,}",
        "{'a':1}",
        "{a:1}",
        "01",
        "+1",
        ".5",
        "NaN",
        "1 2",
        "{}x",
        "// c\n1",
        "\"\t\"",
        "\"\\x\"",
        "tru",
        "[1 2]",
        "{\"a\" 1}",
        "1e99999999999"
      })
  void refusesWhatIsNotJson(String text) {
    assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(JsonException.class);
  }

  @Test
  void saysWhereTheTextIsWrong() {
    JsonException refused =
        catchThrowableOfType(JsonException.class, () -> Json.parse("{\n  \"a\": 1,\n  }"));

    assertThat(refused.position().line()).isEqualTo(3);
    assertThat(refused).hasMessageNotContaining("Source").hasMessageEndingWith(".");
  }

  @Test
  void limitsNesting() throws JsonException {
    Json.parse("[".repeat(100) + "]".repeat(100));

    assertThatThrownBy(() -> Json.parse("[".repeat(101) + "]".repeat(101)))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("100 levels");
    assertThatThrownBy(() -> Json.parse("{\"a\":".repeat(100_000)))
        .isInstanceOf(JsonException.class);
  }

  @Test
  void limitsNumbers() throws JsonException {
    Json.parse("1".repeat(100));

    assertThatThrownBy(() -> Json.parse("1".repeat(101)))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("100 characters");
    assertThatThrownBy(() -> Json.parse("1".repeat(1_000_000))).isInstanceOf(JsonException.class);
  }

  @Test
  void writesPlainValuesInTheirOrder() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("z", Arrays.asList(1, 2L, 0.5, null, true, "é\"\n"));
    members.put("a", Map.of());

    assertThat(Json.write(members)).isEqualTo("{\"z\":[1,2,0.5,null,true,\"é\\\"\\n\"],\"a\":{}}");
  }

  @Test
  void refusesPlainValuesThatAreNotJson() {
    assertThatThrownBy(() -> Json.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Json.of(Map.of(1, 2))).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Json.of(new Object())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAValueThatContainsItself() {
    Object[] element = new Object[1];
    List<Object> list = Arrays.asList(element);
    element[0] = list;

    assertThatThrownBy(() -> Json.of(list)).isInstanceOf(IllegalArgumentException.class);
  }
}
