package dev.rolecall.json;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A JSON value that knows where it stood in its text. Objects keep duplicate members, in order. */
public sealed interface JsonValue {
  /** Where the value begins; {@link Position#NONE} where it was not read from text. */
  Position position();

  record JsonObject(List<Member> members, Position position) implements JsonValue {
    public JsonObject {
      members = List.copyOf(members);
    }

    /** The value of the last member of this name, as lenient JSON readers do. */
    public Optional<JsonValue> get(String name) {
      for (int i = members.size() - 1; i >= 0; i--) {
        if (members.get(i).name().equals(name)) {
          return Optional.of(members.get(i).value());
        }
      }
      return Optional.empty();
    }
  }

  /** A name and its value. The position is the name's. */
  record Member(String name, JsonValue value, Position position) {}

  record JsonArray(List<JsonValue> elements, Position position) implements JsonValue {
    public JsonArray {
      elements = List.copyOf(elements);
    }
  }

  record JsonString(String value, Position position) implements JsonValue {}

  /** A number, with the text it was written as. */
  record JsonNumber(BigDecimal value, String text, Position position) implements JsonValue {}

  record JsonBoolean(boolean value, Position position) implements JsonValue {}

  record JsonNull(Position position) implements JsonValue {}
}
