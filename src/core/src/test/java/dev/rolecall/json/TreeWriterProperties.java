package dev.rolecall.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TreeWriterProperties {
  @Property
  void writesEveryTextAsJacksonDoes(@ForAll("texts") String text) throws IOException {
    StringWriter jackson = new StringWriter();
    try (JsonGenerator generator = new JsonFactory().createGenerator(jackson)) {
      generator.writeString(text);
    }

    assertThat(Json.write(List.of(text))).isEqualTo("[" + jackson + "]");
    assertThat(Json.write(Map.of(text, text))).isEqualTo("{" + jackson + ":" + jackson + "}");
  }

  @Property
  void writesWhatIsReadToTheSameText(@ForAll("texts") String name, @ForAll("texts") String text)
      throws JsonException {
    Map<String, ?> members =
        Map.of(name, List.of(text, Map.of(), List.of(), Map.of(text, List.of(1, true))));

    assertThat(Json.write(Json.parse(Json.write(members)))).isEqualTo(Json.write(members));
  }

  @Example
  void writesEveryControlCharacterAsJacksonDoes() throws IOException {
    StringBuilder all = new StringBuilder();
    for (char unit = 0; unit < 0x100; unit++) {
      all.append(unit);
    }
    writesEveryTextAsJacksonDoes(all.toString());
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withCharRange(' ', '~')
        .withChars("\"\\/\n\t\b\f\r\u0000\u001f\u007f\u00e9\u2028\ud83d\ude00")
        .ofMaxLength(20);
  }
}
