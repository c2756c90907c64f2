package dev.rolecall.json;

import java.util.List;
import java.util.Map;

/** Reads and writes JSON text (RFC 8259). */
public final class Json {
  private Json() {}

  /**
   * The value of a text, with positions and every duplicate member. Nesting is limited to 100
   * levels, numbers to 100 characters.
   *
   * @throws JsonException where the text is not one JSON value
   */
  public static JsonValue parse(String text) throws JsonException {
    throw new UnsupportedOperationException("json helper");
  }

  /**
   * The tree of plain Java values as YAML and Kubernetes clients give them: maps with text keys,
   * lists, text, numbers, booleans and null. Positions are unknown.
   */
  public static JsonValue of(Object value) {
    throw new UnsupportedOperationException("json helper");
  }

  /** Compact JSON text. */
  public static String write(JsonValue value) {
    throw new UnsupportedOperationException("json helper");
  }

  /** Compact JSON text of maps (in their order), lists, text, numbers, booleans and null. */
  public static String write(Map<String, ?> members) {
    return write(of(members));
  }

  /** Compact JSON text of a list of the same. */
  public static String write(List<?> elements) {
    return write(of(elements));
  }
}
