package dev.rolecall.cli.ecs;

import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonBoolean;
import dev.rolecall.json.JsonValue.JsonNull;
import dev.rolecall.json.JsonValue.JsonNumber;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.json.JsonValue.Member;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The members of one object of a definition, taken one by one. Those that nobody took are named
 * when it is closed: so nothing is left out in silence. A member that says nothing (null, an empty
 * list or object) counts as none.
 */
final class Fields implements AutoCloseable {
  private final JsonObject object;
  private final Place place;
  private final Findings findings;
  private final Set<String> taken = new HashSet<>();

  Fields(JsonObject object, Place place, Findings findings) {
    this.object = object;
    this.place = place;
    this.findings = findings;
  }

  /** A value that is text, with its place. */
  record Text(String value, Place place) {}

  /** Where the object stands. */
  Place place() {
    return place;
  }

  Findings findings() {
    return findings;
  }

  Optional<Text> text(String name) {
    return take(name).map(value -> new Text(asText(value, at(name)), at(name)));
  }

  /** The same of a member that must be there. */
  Text required(String name) {
    return text(name)
        .filter(text -> !text.value().isEmpty())
        .orElseThrow(() ->
            new DefinitionException(
                place.member(name, object.position()), "is required in a task definition"));
  }

  /** Text, or a number as ECS's API has it in some places, as text. */
  Optional<Text> size(String name) {
    return take(name)
        .map(value ->
            new Text(
                value instanceof JsonNumber number
                    ? whole(number, at(name))
                    : asText(value, at(name)),
                at(name)));
  }

  Optional<Integer> number(String name) {
    return take(name)
        .map(value -> {
          if (value instanceof JsonNumber number) {
            return Integer.valueOf(whole(number, at(name)));
          }
          throw wrong(at(name), value, "a whole number");
        });
  }

  /** Whether the member is true. */
  Optional<Boolean> flag(String name) {
    return take(name)
        .map(value -> {
          if (value instanceof JsonBoolean flag) {
            return flag.value();
          }
          throw wrong(at(name), value, "true or false");
        });
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    elements(name).forEach((at, value) -> texts.add(asText(value, at)));
    return texts;
  }

  Map<String, String> map(String name) {
    Map<String, String> map = new LinkedHashMap<>();
    take(name)
        .ifPresent(value -> {
          Place at = at(name);
          for (Member member : asObject(value, at).members()) {
            map.put(
                member.name(), asText(member.value(), at.member(member.name(), member.position())));
          }
        });
    return map;
  }

  Optional<Fields> object(String name) {
    return take(name).map(value -> new Fields(asObject(value, at(name)), at(name), findings));
  }

  List<Fields> objects(String name) {
    List<Fields> objects = new ArrayList<>();
    elements(name)
        .forEach((at, value) -> objects.add(new Fields(asObject(value, at), at, findings)));
    return objects;
  }

  /** The place of a member. */
  Place at(String name) {
    return place.member(
        name,
        object.members().stream()
            .filter(member -> member.name().equals(name))
            .map(Member::position)
            .findFirst()
            .orElse(object.position()));
  }

  /** Names every member that was not taken, and every one that is there twice. */
  @Override
  public void close() {
    Set<String> seen = new HashSet<>();
    for (Member member : object.members()) {
      Place at = place.member(member.name(), member.position());
      if (!seen.add(member.name())) {
        throw new DefinitionException(at, "is there twice");
      }
      if (!taken.contains(member.name()) && !saysNothing(member.value())) {
        NoEquivalent.name(at, findings);
      }
    }
  }

  private Map<Place, JsonValue> elements(String name) {
    Map<Place, JsonValue> elements = new LinkedHashMap<>();
    take(name)
        .ifPresent(value -> {
          Place at = at(name);
          if (!(value instanceof JsonArray array)) {
            throw wrong(at, value, "a list");
          }
          for (JsonValue element : array.elements()) {
            elements.put(at.element(elements.size(), element.position()), element);
          }
        });
    return elements;
  }

  private Optional<JsonValue> take(String name) {
    taken.add(name);
    return object.get(name).filter(value -> !isEmpty(value));
  }

  private static boolean isEmpty(JsonValue value) {
    return switch (value) {
      case JsonNull nothing -> true;
      case JsonArray array -> array.elements().isEmpty();
      default -> false;
    };
  }

  /** False is the default of each of ECS's switches that has no equivalent. */
  private static boolean saysNothing(JsonValue value) {
    return isEmpty(value)
        || value instanceof JsonBoolean(boolean on, var position) && !on
        || value instanceof JsonObject(var members, var position) && members.isEmpty();
  }

  private static String asText(JsonValue value, Place at) {
    if (value instanceof JsonString text) {
      return text.value();
    }
    throw wrong(at, value, "text in double quotes");
  }

  private static JsonObject asObject(JsonValue value, Place at) {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw wrong(at, value, "an object");
  }

  private static String whole(JsonNumber number, Place at) {
    try {
      return String.valueOf(number.value().intValueExact());
    } catch (ArithmeticException e) {
      throw new DefinitionException(at, "must be a whole number, not " + number.text());
    }
  }

  private static DefinitionException wrong(Place at, JsonValue value, String wanted) {
    String found =
        switch (value) {
          case JsonString text -> "text";
          case JsonNumber number -> "a number";
          case JsonBoolean flag -> "true or false";
          case JsonArray array -> "a list";
          case JsonObject object -> "an object";
          case JsonNull nothing -> "null";
        };
    return new DefinitionException(at, "must be " + wanted + ", not " + found);
  }
}
