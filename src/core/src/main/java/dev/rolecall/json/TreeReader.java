package dev.rolecall.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One text's way to a tree. */
final class TreeReader {
  // Names come from strangers: interning them would let a stranger fill a table of the JVM.
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  private final JsonParser parser;
  private final int mostValues;
  private int values;

  private TreeReader(JsonParser parser, int mostValues) {
    this.parser = parser;
    this.mostValues = mostValues;
  }

  static JsonValue read(String text, int mostValues) throws JsonException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return document(text, parser, mostValues);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  private static JsonValue document(String text, JsonParser parser, int mostValues)
      throws IOException, JsonException {
    try {
      return new TreeReader(parser, mostValues).document();
    } catch (JsonProcessingException e) {
      throw new JsonException(SyntaxSentence.of(text, parser, e), position(e.getLocation()));
    }
  }

  private JsonValue document() throws IOException, JsonException {
    if (parser.nextToken() == null) {
      throw new JsonException("The text is empty; a JSON value is expected.", new Position(1, 1));
    }
    JsonValue value = value(0);
    if (parser.nextToken() != null) {
      throw new JsonException("There is more text after the end of the JSON value.", here());
    }
    return value;
  }

  private JsonValue value(int depth) throws IOException, JsonException {
    Position position = here();
    if (++values > mostValues) {
      throw new JsonException("There may be at most " + mostValues + " values.", position);
    }
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object(depth + 1, position);
      case START_ARRAY -> array(depth + 1, position);
      case VALUE_STRING -> new JsonValue.JsonString(parser.getText(), position);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(position);
      case VALUE_TRUE, VALUE_FALSE ->
          new JsonValue.JsonBoolean(token == JsonToken.VALUE_TRUE, position);
      case VALUE_NULL -> new JsonValue.JsonNull(position);
      default -> throw new IllegalStateException("not the beginning of a value: " + token);
    };
  }

  private JsonValue object(int depth, Position position) throws IOException, JsonException {
    checkDepth(depth, position);
    List<JsonValue.Member> members = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      Position named = here();
      parser.nextToken();
      members.add(new JsonValue.Member(name, value(depth), named));
    }
    return new JsonValue.JsonObject(members, position);
  }

  private JsonValue array(int depth, Position position) throws IOException, JsonException {
    checkDepth(depth, position);
    List<JsonValue> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(depth));
    }
    return new JsonValue.JsonArray(elements, position);
  }

  private JsonValue number(Position position) throws IOException, JsonException {
    String text = parser.getText();
    if (text.length() > Json.MAX_NUMBER_LENGTH) {
      throw new JsonException(
          "A number may have at most " + Json.MAX_NUMBER_LENGTH + " characters.", position);
    }
    try {
      return new JsonValue.JsonNumber(new BigDecimal(text), text, position);
    } catch (NumberFormatException e) {
      throw new JsonException("The number's exponent is out of range.", position);
    }
  }

  private static void checkDepth(int depth, Position position) throws JsonException {
    if (depth > Json.MAX_DEPTH) {
      throw new JsonException(
          "Objects and arrays may be nested at most " + Json.MAX_DEPTH + " levels deep.", position);
    }
  }

  private Position here() {
    return position(parser.currentTokenLocation());
  }

  private static Position position(@Nullable JsonLocation location) {
    return location == null
        ? Position.NONE
        : new Position(location.getLineNr(), location.getColumnNr());
  }
}
