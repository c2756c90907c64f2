package dev.rolecall.agent.caller;

import dev.rolecall.agent.net.Host;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonNumber;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code interfaces.json}, which the guard writes. */
public final class InterfacesReader {
  private InterfacesReader() {}

  /**
   * @throws IllegalArgumentException where any part of it is not as it should be: half of it would
   *     make a duplicate address look like a single one
   */
  public static Interfaces read(String text) {
    try {
      JsonObject whole = object(Json.parse(text));
      List<InterfaceEntry> entries = new ArrayList<>();
      for (JsonValue entry : array(whole, "interfaces")) {
        entries.add(entry(object(entry)));
      }
      return new Interfaces(whole(whole, "generation"), entries);
    } catch (JsonException e) {
      throw new IllegalArgumentException("it is no JSON", e);
    }
  }

  private static InterfaceEntry entry(JsonObject entry) {
    Set<InetAddress> addresses = new HashSet<>();
    for (JsonValue address : array(entry, "addresses")) {
      addresses.add(
          Host.address(string(address))
              .orElseThrow(() -> new IllegalArgumentException("an address is none")));
    }
    return new InterfaceEntry(
        text(entry, "name"),
        index(entry, "index"),
        index(entry, "throughIndex"),
        addresses,
        text(entry, "namespace"),
        text(entry, "pod"),
        entry
            .get("uid")
            .filter(uid -> !(uid instanceof JsonValue.JsonNull))
            .map(InterfacesReader::string)
            .filter(uid -> !uid.isEmpty()));
  }

  private static int index(JsonObject entry, String name) {
    long index = whole(entry, name);
    if (index < 1 || index > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(name + " is no interface's");
    }
    return (int) index;
  }

  private static String text(JsonObject object, String name) {
    return string(object.get(name).orElseThrow(() -> new IllegalArgumentException("no " + name)));
  }

  private static String string(JsonValue value) {
    if (value instanceof JsonString(var text, var position)) {
      return text;
    }
    throw new IllegalArgumentException("a text is none");
  }

  private static long whole(JsonObject object, String name) {
    Optional<JsonValue> value = object.get(name);
    if (value.orElse(null) instanceof JsonNumber number) {
      try {
        return number.value().longValueExact();
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException(name + " is no whole number", e);
      }
    }
    throw new IllegalArgumentException(name + " is no number");
  }

  private static List<JsonValue> array(JsonObject object, String name) {
    if (object.get(name).orElse(null) instanceof JsonArray array) {
      return array.elements();
    }
    throw new IllegalArgumentException(name + " is no list");
  }

  private static JsonObject object(JsonValue value) {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw new IllegalArgumentException("an object is none");
  }
}
