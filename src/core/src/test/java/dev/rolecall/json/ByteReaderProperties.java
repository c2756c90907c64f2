package dev.rolecall.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Held against {@link TreeReader}, which is of Jackson's parser. */
class ByteReaderProperties {
  private static final int MANY = Integer.MAX_VALUE;
  private static final String SPACE = " \t\n\r";

  @Property
  void readsEveryTextToTheSameTree(@ForAll("texts") String text) throws JsonException {
    assertThat(ByteReader.read(bytes(text), MANY)).hasValue(TreeReader.read(text, MANY));
  }

  @Property
  void countsValuesAsTheOtherDoes(
      @ForAll("texts") String text, @ForAll @IntRange(max = 12) int most) throws JsonException {
    assertThat(ByteReader.read(bytes(text), most)).isEqualTo(other(text, most));
  }

  @Property(tries = 3000)
  void readsNothingThatIsRefusedNorAnythingOtherwise(
      @ForAll("texts") String text,
      @ForAll("pieces") String piece,
      @ForAll int place,
      @ForAll int end)
      throws JsonException {
    int from = Math.floorMod(place, text.length() + 1);
    int to = Math.min(text.length(), from + Math.floorMod(end, 4));
    requireAlike(text.substring(0, from) + piece + text.substring(to));
  }

  @Property
  void takesAnyBytes(@ForAll byte[] bytes) throws IOException {
    requireAlike(bytes);
  }

  @Example
  void isNotLedAstrayByWhatFuzzingFound() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/fuzz/Json"))) {
      for (Path file : files.toList()) {
        requireAlike(Files.readAllBytes(file));
      }
    }
  }

  @Example
  void readsAsDeepAndAsLongAsTheOther() throws JsonException {
    for (String text :
        List.of(
            "[".repeat(100) + "]".repeat(100),
            "[".repeat(101) + "]".repeat(101),
            "{\"a\":".repeat(100) + "1" + "}".repeat(100),
            "1".repeat(100),
            "1".repeat(101),
            "1e2147483648",
            "\"" + "a".repeat(100_000) + "\"",
            "{\"" + "a".repeat(50_001) + "\":1}")) {
      requireAlike(text);
    }
  }

  private static void requireAlike(String text) throws JsonException {
    // Half a character becomes a question mark, as it would on its way here.
    requireAlike(bytes(text));
  }

  private static void requireAlike(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    Optional<JsonValue> read = ByteReader.read(bytes, MANY);
    assertThat(read.isEmpty() || bytes(text).length == bytes.length).as("not of UTF-8").isTrue();
    read.ifPresent(value -> assertThat(Optional.of(value)).isEqualTo(other(text, MANY)));
  }

  private static Optional<JsonValue> other(String text, int most) {
    try {
      return Optional.of(TreeReader.read(text, most));
    } catch (JsonException e) {
      return Optional.empty();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> scalars =
        Arbitraries.oneOf(
            Arbitraries.of("true", "false", "null", "0", "-0", "1E400", "-1.50e-7"),
            Arbitraries.longs().map(String::valueOf),
            strings());
    Arbitrary<String> values =
        Arbitraries.recursive(() -> scalars, ByteReaderProperties::nested, 0, 4);
    return spaced(values);
  }

  private static Arbitrary<String> nested(Arbitrary<String> inner) {
    Arbitrary<String> arrays =
        spaced(inner).list().ofMaxSize(4).map(all -> "[" + String.join(",", all) + "]");
    Arbitrary<String> objects =
        Combinators.combine(spaced(strings()), spaced(inner))
            .as((name, value) -> name + ":" + value)
            .list()
            .ofMaxSize(4)
            .map(all -> "{" + String.join(",", all) + "}");
    return Arbitraries.oneOf(inner, arrays, objects);
  }

  private static Arbitrary<String> spaced(Arbitrary<String> values) {
    Arbitrary<String> space = Arbitraries.strings().withChars(SPACE).ofMaxLength(3);
    return Combinators.combine(space, values, space).as((a, value, b) -> a + value + b);
  }

  private static Arbitrary<String> strings() {
    return Arbitraries.oneOf(
            Arbitraries.strings().withCharRange(' ', '~').excludeChars('"', '\\').ofMaxLength(20),
            Arbitraries.of("\\n", "\\\\", "\\\"", "\\/", "\\u00e9", "\\uD83d\\ude00", "\\ud800"),
            Arbitraries.of("\u00e9", "\u20ac", "\ud83d\ude00", "\u007f", "\ufffd", "\u2028"))
        .list()
        .ofMaxSize(4)
        .map(parts -> "\"" + String.join("", parts) + "\"");
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "", "\"", "\\", "\\u12", "\\u\uff11234", "{", "}", "[", "]", ",", ":", "\n", "\u0000"),
        Arbitraries.of("0", "-", "+1", "01", "1.", ".5", "e", "E+", "NaN", "tru", "\ufeff", "/**/"),
        Arbitraries.strings().ofMaxLength(2));
  }
}
