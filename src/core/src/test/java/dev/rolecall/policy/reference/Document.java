package dev.rolecall.policy.reference;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A policy: its statements.
 *
 * @param kind what it is attached to, as far as that changes what its text means
 */
record Document(Kind kind, List<Statement> statements) {
  enum Kind {
    /** Of a principal, or a guardrail. */
    OF_PRINCIPALS,
    /** Of a resource. */
    OF_RESOURCE
  }

  /**
   * A statement.
   *
   * @param variables whether the document's version has variables
   */
  record Statement(Kind kind, boolean variables, JsonValue.JsonObject json) {
    boolean has(String element) {
      return json.get(element).isPresent();
    }

    boolean denies() {
      return texts("Effect").equals(List.of("Deny"));
    }

    List<String> texts(String element) {
      return Document.texts(json.get(element).orElseThrow());
    }

    /** The members of an element that is an object; none where it is not there. */
    Map<String, JsonValue> object(String element) {
      return json.get(element).map(Document::members).orElse(Map.of());
    }
  }

  static Document read(Kind kind, String text) {
    JsonValue.JsonObject root;
    try {
      root = (JsonValue.JsonObject) Json.parse(text);
    } catch (JsonException e) {
      throw new IllegalArgumentException(text, e);
    }
    // "2008-10-17 ... You can't use policy variables"; it is what a document without one has.
    boolean variables =
        root.get("Version")
            .map(Document::texts)
            .equals(java.util.Optional.of(List.of("2012-10-17")));
    JsonValue statements = root.get("Statement").orElseThrow();
    return new Document(
        kind,
        oneOrMany(statements)
            .map(statement -> new Statement(kind, variables, (JsonValue.JsonObject) statement))
            .toList());
  }

  /** A list of texts, or one text; numbers and booleans are texts without quotes. */
  static List<String> texts(JsonValue value) {
    return oneOrMany(value)
        .map(one ->
            switch (one) {
              case JsonValue.JsonString text -> text.value();
              case JsonValue.JsonNumber number -> number.text();
              case JsonValue.JsonBoolean bool -> String.valueOf(bool.value());
              default -> throw new IllegalArgumentException(String.valueOf(one));
            })
        .toList();
  }

  static Map<String, JsonValue> members(JsonValue value) {
    Map<String, JsonValue> members = new java.util.LinkedHashMap<>();
    ((JsonValue.JsonObject) value)
        .members()
        .forEach(member -> members.put(member.name(), member.value()));
    return members;
  }

  private static Stream<JsonValue> oneOrMany(JsonValue value) {
    return value instanceof JsonValue.JsonArray array
        ? array.elements().stream()
        : Stream.of(value);
  }
}
