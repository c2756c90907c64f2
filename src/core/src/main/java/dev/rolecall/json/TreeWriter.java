package dev.rolecall.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** A tree's way to text. */
final class TreeWriter {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonGenerator generator;

  private TreeWriter(JsonGenerator generator) {
    this.generator = generator;
  }

  static String write(JsonValue value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      new TreeWriter(generator).value(value);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return text.toString();
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
