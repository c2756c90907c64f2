package dev.rolecall.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON text (RFC 8259). */
public final class Json {
  /** The deepest nesting of objects and arrays. */
  static final int MAX_DEPTH = 100;

  /** The longest number, in characters. */
  static final int MAX_NUMBER_LENGTH = 100;

  private Json() {}

  /**
   * The value of a text, with positions and every duplicate member. Nesting is limited to 100
   * levels, numbers to 100 characters.
   *
   * @throws JsonException where the text is not one JSON value
   */
  public static JsonValue parse(String text) throws JsonException {
    return TreeReader.read(text, Integer.MAX_VALUE);
  }

  /**
   * The same of the bytes of a text, in one pass where nothing is wrong with it.
   *
   * @throws CharacterCodingException where they are not UTF-8
   */
  public static JsonValue parse(byte[] utf8) throws JsonException, CharacterCodingException {
    return parse(utf8, Integer.MAX_VALUE);
  }

  /**
   * The same of a stranger's text: a value of two characters may take 200 bytes of heap, so that
   * the length of a text alone does not bound it.
   *
   * @param mostValues how many values it may have: texts, numbers, words, objects and arrays
   * @throws JsonException also where it has more, before the rest is read
   * @throws CharacterCodingException where they are not UTF-8
   */
  public static JsonValue parse(byte[] utf8, int mostValues)
      throws JsonException, CharacterCodingException {
    Optional<JsonValue> value = ByteReader.read(utf8, mostValues);
    return value.isPresent() ? value.get() : TreeReader.read(decoded(utf8), mostValues);
  }

  private static String decoded(byte[] utf8) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
  }

  /**
   * The tree of plain Java values as YAML and Kubernetes clients give them: maps with text keys,
   * lists, text, numbers, booleans and null. Positions are unknown.
   *
   * @throws IllegalArgumentException for other values, for numbers that JSON does not have (not a
   *     number, infinity), and beyond 100 levels
   */
  public static JsonValue of(@Nullable Object value) {
    return PlainValues.tree(value, 0);
  }

  /** Compact JSON text. */
  public static String write(JsonValue value) {
    return TreeWriter.write(value);
  }

  /** Compact JSON text of maps (in their order), lists, text, numbers, booleans and null. */
  public static String write(Map<String, ?> members) {
    return TreeWriter.write(members);
  }

  /** Compact JSON text of a list of the same. */
  public static String write(List<?> elements) {
    return write(of(elements));
  }
}
