package dev.rolecall.agent.stream;

import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonBoolean;
import dev.rolecall.json.JsonValue.JsonNumber;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The members of an object of the stream. A member that is there but is no such thing is an {@link
 * IllegalArgumentException}: half understood, a pod would be another pod.
 */
record Members(JsonObject object) {
  private static final int LONGEST_TEXT = 4_096;
  private static final int MOST = 512;

  String text(String name) {
    return optionalText(name).orElseThrow(() -> missing(name));
  }

  Optional<String> optionalText(String name) {
    return object.get(name).filter(Members::isThere).map(value -> text(name, value));
  }

  private static String text(String name, JsonValue value) {
    if (value instanceof JsonString(var text, var position) && text.length() <= LONGEST_TEXT) {
      return text;
    }
    throw wrong(name);
  }

  boolean flag(String name) {
    return switch (object.get(name).orElse(null)) {
      case null -> false;
      case JsonBoolean(var value, var position) -> value;
      default -> throw wrong(name);
    };
  }

  Optional<BigDecimal> number(String name) {
    return object
        .get(name)
        .filter(Members::isThere)
        .map(value -> {
          if (value instanceof JsonNumber number) {
            return number.value();
          }
          throw wrong(name);
        });
  }

  Optional<Instant> time(String name) {
    return optionalText(name)
        .map(text -> {
          try {
            return Instant.parse(text);
          } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(name + " is no time", e);
          }
        });
  }

  Members inner(String name) {
    if (object.get(name).orElse(null) instanceof JsonObject inner) {
      return new Members(inner);
    }
    throw missing(name);
  }

  List<Members> list(String name) {
    List<Members> list = new ArrayList<>();
    for (JsonValue element : elements(name)) {
      if (!(element instanceof JsonObject each)) {
        throw wrong(name);
      }
      list.add(new Members(each));
    }
    return list;
  }

  List<String> texts(String name) {
    return elements(name).stream().map(element -> text(name, element)).toList();
  }

  Map<String, String> map(String name) {
    Map<String, String> map = new LinkedHashMap<>();
    if (object.get(name).isPresent()) {
      List<JsonValue.Member> members = inner(name).object.members();
      requireFew(name, members.size());
      members.forEach(member -> map.put(member.name(), text(name, member.value())));
    }
    return map;
  }

  private List<JsonValue> elements(String name) {
    return switch (object.get(name).orElse(null)) {
      case null -> List.of();
      case JsonArray(var elements, var position) -> {
        requireFew(name, elements.size());
        yield elements;
      }
      default -> throw wrong(name);
    };
  }

  private static boolean isThere(JsonValue value) {
    return !(value instanceof JsonValue.JsonNull);
  }

  private static void requireFew(String name, int count) {
    if (count > MOST) {
      throw new IllegalArgumentException(name + " has too many elements");
    }
  }

  private static IllegalArgumentException missing(String name) {
    return new IllegalArgumentException(name + " is missing");
  }

  private static IllegalArgumentException wrong(String name) {
    return new IllegalArgumentException(name + " is of another kind, or too long");
  }
}
