package dev.rolecall.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tree's way to text. */
final class TreeWriter {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonGenerator generator;

  private TreeWriter(JsonGenerator generator) {
    this.generator = generator;
  }

  static String write(JsonValue value) {
    return text(writer -> writer.value(value));
  }

  /** Of plain Java values, as {@link PlainValues} takes them. */
  static String write(Map<?, ?> members) {
    return text(writer -> writer.members(members, 0));
  }

  private interface Writing {
    void to(TreeWriter writer) throws IOException;
  }

  private static String text(Writing writing) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      writing.to(new TreeWriter(generator));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return text.toString();
  }

  private void members(Map<?, ?> members, int depth) throws IOException {
    generator.writeStartObject();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      generator.writeFieldName(PlainValues.name(member));
      plain(member.getValue(), depth + 1);
    }
    generator.writeEndObject();
  }

  private void plain(@Nullable Object value, int depth) throws IOException {
    if (value instanceof String text) {
      generator.writeString(text);
    } else if (value instanceof Map<?, ?> members && depth <= Json.MAX_DEPTH) {
      members(members, depth);
    } else {
      value(PlainValues.tree(value, depth));
    }
  }

  private void value(JsonValue value) throws IOException {
    switch (value) {
      case JsonValue.JsonObject object -> object(object);
      case JsonValue.JsonArray array -> array(array);
      case JsonValue.JsonString string -> generator.writeString(string.value());
      case JsonValue.JsonNumber number -> generator.writeNumber(number.text());
      case JsonValue.JsonBoolean bool -> generator.writeBoolean(bool.value());
      case JsonValue.JsonNull nothing -> generator.writeNull();
    }
  }

  private void object(JsonValue.JsonObject object) throws IOException {
    generator.writeStartObject();
    for (JsonValue.Member member : object.members()) {
      generator.writeFieldName(member.name());
      value(member.value());
    }
    generator.writeEndObject();
  }

  private void array(JsonValue.JsonArray array) throws IOException {
    generator.writeStartArray();
    for (JsonValue element : array.elements()) {
      value(element);
    }
    generator.writeEndArray();
  }
}
