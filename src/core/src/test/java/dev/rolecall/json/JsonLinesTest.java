package dev.rolecall.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
  private final JsonLines lines = new JsonLines();

  @Test
  void writesEachObjectInALineOfItsOwn() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("text", "a\"b");
    members.put("number", 1L);
    members.put("small", 2);
    members.put("yes", true);
    members.put("none", null);
    members.put("list", Arrays.asList("a", List.of(), Map.of("k", "v")));
    lines.add(members);
    lines.add(Map.of());

    assertThat(taken())
        .isEqualTo(
            """
            {"text":"a\\"b","number":1,"small":2,"yes":true,"none":null,"list":["a",[],{"k":"v"}]}
            {}
            """);
    assertThat(taken()).isEmpty();
  }

  /** Line breaks, terminal escapes, C1 controls, bidirectional marks. */
  @Test
  void escapesWhateverCouldLeadAReaderAstray() throws JsonException {
    String hostile =
        "a\r\n{\"forged\":1}\u0000\u001b[2K\u007f\u0085\u009b\u2028\u2029\u202e\u2066\ufeff"
            + "\ud83d\ude00";
    lines.add(Map.of(hostile, hostile));
    String text = taken();

    assertThat(text).matches("[\\x20-\\x7E]+\\n");
    JsonValue.JsonObject read = (JsonValue.JsonObject) Json.parse(text.strip());
    assertThat(read.members())
        .singleElement()
        .satisfies(member -> {
          assertThat(member.name()).isEqualTo(hostile);
          assertThat(((JsonValue.JsonString) member.value()).value()).isEqualTo(hostile);
        });
  }

  /** Some parsers refuse a whole line for it: whoever sends one would be in no record of theirs. */
  @Test
  void replacesHalfACharacter() {
    lines.add(Map.of("a\udc00", "\ud800x\ud83d\ude00\ud83d"));

    assertThat(taken()).isEqualToIgnoringCase("{\"a\\ufffd\":\"\\ufffdx\\ud83d\\ude00\\ufffd\"}\n");
  }

  @Test
  void refusesWhatIsNoValue() {
    assertThatThrownBy(() -> lines.add(Map.of("a", 1.5)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void addsTheLinesOfAnother() {
    JsonLines other = new JsonLines();
    other.add(Map.of("a", 1));
    other.add(Map.of("b", 2));
    lines.add(Map.of("c", 3));
    lines.addAll(other);

    assertThat(lines.count()).isEqualTo(3);
    assertThat(lines.bytes()).isEqualTo(24);
    assertThat(taken()).isEqualTo("{\"c\":3}\n{\"a\":1}\n{\"b\":2}\n");
    assertThat(lines.count()).isZero();
  }

  /** Of a line that failed nothing is left, and whatever was written before is as it was. */
  @Test
  void leavesNoPartOfALineThatFails() {
    byte[] written = JsonLines.written(line -> line.member("x", "y\n").member("z", null));
    lines.add(line -> line.again(written).member(new JsonLines.Name("a\"b"), true).again(written));
    assertThatThrownBy(() -> lines.add(line -> line.again(written).member("a", 1.5)))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(lines.count()).isEqualTo(1);
    assertThat(taken())
        .isEqualTo(
            """
            {"x":"y\\n","z":null,"a\\"b":true,"x":"y\\n","z":null}
            """);
  }

  private String taken() {
    String text = StandardCharsets.US_ASCII.decode(lines.read()).toString();
    lines.clear();
    return text;
  }
}
