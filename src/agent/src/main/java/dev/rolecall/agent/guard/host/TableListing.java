package dev.rolecall.agent.guard.host;

import dev.rolecall.agent.guard.rules.Count;
import dev.rolecall.agent.guard.rules.SetElement;
import dev.rolecall.agent.guard.rules.Stop;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonNumber;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A table as it stands (libnftables-json(5)).
 *
 * @param structure its chains and rules, which nobody but the guard should change; equal where they
 *     are
 * @param rules how many there are
 * @param pins the elements of each set of pins
 * @param counters by their names
 * @param offenders by their sets: how many packets of whom
 */
public record TableListing(
    List<String> structure,
    int rules,
    Map<String, Set<SetElement>> pins,
    Map<String, Count> counters,
    Map<String, Map<SetElement, Long>> offenders) {

  static TableListing of(JsonValue listing) {
    TableListing table =
        new TableListing(new ArrayList<>(), 0, new HashMap<>(), new HashMap<>(), new HashMap<>());
    int rules = 0;
    for (JsonValue item : Members.elements(listing, "nftables")) {
      if (Members.get(item, "rule").isPresent()) {
        rules++;
      }
      table.add(item);
    }
    return new TableListing(
        List.copyOf(table.structure), rules, table.pins, table.counters, table.offenders);
  }

  private void add(JsonValue item) {
    for (String kind : List.of("chain", "rule")) {
      Members.get(item, kind).ifPresent(value -> structure.add(Json.write(withoutHandle(value))));
    }
    Members.get(item, "counter")
        .ifPresent(
            counter -> counters.put(Members.text(counter, "name").orElse(""), count(counter)));
    Members.get(item, "set")
        .ifPresent(set -> {
          String name = Members.text(set, "name").orElse("");
          if (Members.get(set, "timeout").isPresent()) {
            offenders.put(name, counted(set));
          } else {
            Set<SetElement> elements = new HashSet<>();
            Members.elements(set, "elem").forEach(element -> elements.add(element(element)));
            pins.put(name, elements);
          }
        });
  }

  private static JsonValue withoutHandle(JsonValue value) {
    return value instanceof JsonObject object
        ? new JsonObject(
            object.members().stream().filter(member -> !member.name().equals("handle")).toList(),
            object.position())
        : value;
  }

  private static Count count(JsonValue counter) {
    return new Count(
        Members.number(counter, "packets").orElse(0L), Members.number(counter, "bytes").orElse(0L));
  }

  private static Map<SetElement, Long> counted(JsonValue set) {
    Map<SetElement, Long> counted = new HashMap<>();
    for (JsonValue item : Members.elements(set, "elem")) {
      Members.get(item, "elem")
          .ifPresent(element ->
              Members.get(element, "val")
                  .ifPresent(value ->
                      counted.put(
                          element(value),
                          Members.get(element, "counter")
                              .map(count -> count(count).packets())
                              .orElse(0L))));
    }
    return counted;
  }

  /** An interface and a value, an interface alone, or a value alone. */
  private static SetElement element(JsonValue value) {
    List<JsonValue> parts = Members.elements(value, "concat");
    if (parts.size() == 2) {
      return new SetElement(text(parts.get(0)), canonical(text(parts.get(1))));
    }
    String text = text(value);
    return isName(text) ? new SetElement(text, "") : new SetElement("", canonical(text));
  }

  private static boolean isName(String text) {
    return !text.startsWith("0x")
        && Literals.address(text).isEmpty()
        && Literals.mac(text).isEmpty();
  }

  private static String canonical(String text) {
    return Literals.mac(text)
        .or(() -> Literals.address(text).map(java.net.InetAddress::getHostAddress))
        .orElse(text);
  }

  /** Numbers of up to 64 bits are listed as such, longer ones as text in hexadecimal. */
  private static String text(JsonValue value) {
    return switch (value) {
      case JsonString string when string.value().startsWith("0x") ->
          SetElement.number(new java.math.BigInteger(string.value().substring(2), 16));
      case JsonString string -> string.value();
      case JsonNumber number -> SetElement.number(number.value().toBigInteger());
      default -> "";
    };
  }

  /** What the counter of a stop says. */
  public Count count(Stop stop) {
    return counters.getOrDefault(stop.label(), Count.NONE);
  }

  /** The offenders of a stop: interface, and address where there is one. */
  public Map<SetElement, Long> offenders(Stop stop) {
    Map<SetElement, Long> all = new HashMap<>();
    for (String suffix : List.of("", "4", "6")) {
      all.putAll(offenders.getOrDefault(stop.offenders() + suffix, Map.of()));
    }
    return all;
  }

  /** The elements of a set of pins. */
  public Set<SetElement> pins(String set) {
    return Optional.ofNullable(pins.get(set)).orElse(Set.of());
  }
}
