package dev.rolecall.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Trees of maps, lists and scalars, as other libraries give them. */
final class PlainValues {
  private PlainValues() {}

  static JsonValue tree(@Nullable Object value, int depth) {
    // A YAML document may contain itself; a tree may not.
    if (depth > Json.MAX_DEPTH) {
      throw new IllegalArgumentException("nested more than " + Json.MAX_DEPTH + " levels deep");
    }
    return switch (value) {
      case null -> new JsonValue.JsonNull(Position.NONE);
      case JsonValue tree -> tree;
      case Map<?, ?> map -> object(map, depth);
      case List<?> list -> array(list, depth);
      case String text -> new JsonValue.JsonString(text, Position.NONE);
      case Boolean bool -> new JsonValue.JsonBoolean(bool, Position.NONE);
      case Number number -> number(number);
      default -> throw new IllegalArgumentException("not a JSON value: " + value.getClass());
    };
  }

  private static JsonValue object(Map<?, ?> map, int depth) {
    List<JsonValue.Member> members = new ArrayList<>(map.size());
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      members.add(member(entry, depth));
    }
    return new JsonValue.JsonObject(members, Position.NONE);
  }

  private static JsonValue.Member member(Map.Entry<?, ?> entry, int depth) {
    return new JsonValue.Member(name(entry), tree(entry.getValue(), depth + 1), Position.NONE);
  }

  static String name(Map.Entry<?, ?> member) {
    if (member.getKey() instanceof String name) {
      return name;
    }
    throw new IllegalArgumentException("a member's name must be text, not " + member.getKey());
  }

  private static JsonValue array(List<?> list, int depth) {
    List<JsonValue> elements = new ArrayList<>(list.size());
    for (Object element : list) {
      elements.add(tree(element, depth + 1));
    }
    return new JsonValue.JsonArray(elements, Position.NONE);
  }

  private static JsonValue number(Number number) {
    String text = number.toString();
    try {
      return new JsonValue.JsonNumber(new BigDecimal(text), text, Position.NONE);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a JSON number: " + text, e);
    }
  }
}
