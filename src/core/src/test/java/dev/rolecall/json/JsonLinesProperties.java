package dev.rolecall.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class JsonLinesProperties {
  /** Half characters too, and often what has to be escaped. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.chars().range(' ', '~')),
            Tuple.of(2, Arbitraries.of('"', '\\', '\n', '\r', '\t', '\u007f', '\0')),
            Tuple.of(2, Arbitraries.chars().range('\ud7f0', '\ue010')),
            Tuple.of(1, Arbitraries.chars().all()))
        .list()
        .ofMaxSize(40)
        .map(JsonLinesProperties::joined);
  }

  private static String joined(List<Character> characters) {
    StringBuilder text = new StringBuilder();
    characters.forEach(text::append);
    return text.toString();
  }

  @Property
  void areReadBackAsTheyWereWrittenButForHalfCharacters(
      @ForAll("texts") String name, @ForAll("texts") String value) throws Exception {
    JsonLines lines = new JsonLines();
    lines.add(Map.of(name, value));
    lines.add(line -> line.member(new JsonLines.Name(name), value));
    byte[] written = JsonLines.written(line -> line.member(name, value));
    lines.add(line -> line.again(written));
    String text = StandardCharsets.ISO_8859_1.decode(lines.read()).toString();

    assertThat(text).matches("([\\x20-\\x7E]+\\n){3}");
    String one = text.substring(0, text.indexOf('\n') + 1);
    assertThat(text).isEqualTo(one + one + one);
    JsonValue.JsonObject read = (JsonValue.JsonObject) Json.parse(one.strip());
    assertThat(read.members())
        .singleElement()
        .satisfies(member -> {
          assertThat(member.name()).isEqualTo(whole(name));
          assertThat(((JsonValue.JsonString) member.value()).value()).isEqualTo(whole(value));
        });
  }

  private static String whole(String text) {
    return text.codePoints()
        .map(point -> point >= 0xD800 && point <= 0xDFFF ? 0xFFFD : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
