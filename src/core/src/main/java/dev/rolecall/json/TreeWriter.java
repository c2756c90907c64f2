package dev.rolecall.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tree's way to text. */
final class TreeWriter {
  private static final String HEX = "0123456789ABCDEF";

  private final StringBuilder text = new StringBuilder();

  static String write(JsonValue value) {
    TreeWriter writer = new TreeWriter();
    writer.value(value);
    return writer.text.toString();
  }

  /** Of plain Java values, as {@link PlainValues} takes them. */
  static String write(Map<?, ?> members) {
    TreeWriter writer = new TreeWriter();
    writer.members(members, 0);
    return writer.text.toString();
  }

  private void members(Map<?, ?> members, int depth) {
    char before = '{';
    for (Map.Entry<?, ?> member : members.entrySet()) {
      name(before, PlainValues.name(member));
      plain(member.getValue(), depth + 1);
      before = ',';
    }
    end(before, '{', '}');
  }

  private void plain(@Nullable Object value, int depth) {
    if (value instanceof String string) {
      quote(string);
    } else if (value instanceof Map<?, ?> members && depth <= Json.MAX_DEPTH) {
      members(members, depth);
    } else {
      value(PlainValues.tree(value, depth));
    }
  }

  private void value(JsonValue value) {
    switch (value) {
      case JsonValue.JsonObject object -> object(object);
      case JsonValue.JsonArray array -> array(array.elements());
      case JsonValue.JsonString string -> quote(string.value());
      case JsonValue.JsonNumber number -> text.append(number.text());
      case JsonValue.JsonBoolean bool -> text.append(bool.value());
      case JsonValue.JsonNull nothing -> text.append("null");
    }
  }

  private void object(JsonValue.JsonObject object) {
    char before = '{';
    for (JsonValue.Member member : object.members()) {
      name(before, member.name());
      value(member.value());
      before = ',';
    }
    end(before, '{', '}');
  }

  private void array(List<JsonValue> elements) {
    char before = '[';
    for (JsonValue element : elements) {
      text.append(before);
      value(element);
      before = ',';
    }
    end(before, '[', ']');
  }

  private void name(char before, String name) {
    text.append(before);
    quote(name);
    text.append(':');
  }

  /**
   * @param before what would stand before one more
   */
  private void end(char before, char begin, char end) {
    if (before == begin) {
      text.append(begin);
    }
    text.append(end);
  }

  private void quote(String string) {
    text.append('"');
    int written = 0;
    for (int i = 0; i < string.length(); i++) {
      char unit = string.charAt(i);
      if (unit < ' ' || unit == '"' || unit == '\\') {
        text.append(string, written, i);
        escape(unit);
        written = i + 1;
      }
    }
    text.append(string, written, string.length()).append('"');
  }

  private void escape(char unit) {
    text.append('\\');
    switch (unit) {
      case '"', '\\' -> text.append(unit);
      case '\b' -> text.append('b');
      case '\t' -> text.append('t');
      case '\n' -> text.append('n');
      case '\f' -> text.append('f');
      case '\r' -> text.append('r');
      default -> text.append("u00").append(HEX.charAt(unit >> 4)).append(HEX.charAt(unit & 15));
    }
  }
}
