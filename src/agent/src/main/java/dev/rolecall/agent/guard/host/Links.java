package dev.rolecall.agent.guard.host;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The interfaces of this network namespace, by the program {@code ip}. */
public final class Links {
  private final Map<String, Link> byName;

  private Links(Map<String, Link> byName) {
    this.byName = byName;
  }

  /** All there are now. */
  public static Links read() throws CommandException {
    String text = Command.run("", List.of("ip", "-json", "-details", "address", "show"));
    try {
      return of(Json.parse(text));
    } catch (JsonException e) {
      throw new CommandException("ip's list of links is not JSON: " + e.getMessage());
    }
  }

  /** Those of a listing of {@code ip -json -details address show}. */
  public static Links of(JsonValue listing) {
    Map<String, Link> links = new HashMap<>();
    for (JsonValue item : Members.elements(listing)) {
      String name = Members.text(item, "ifname").orElse("");
      Optional<JsonValue> info = Members.get(item, "linkinfo");
      links.put(
          name,
          new Link(
              name,
              Members.number(item, "ifindex").orElse(0L).intValue(),
              Members.text(item, "address").orElse(""),
              info.flatMap(kind -> Members.text(kind, "info_kind")).orElse(""),
              Members.text(item, "master"),
              info.flatMap(kind -> Members.text(kind, "info_slave_kind")).orElse(""),
              addresses(item)));
    }
    return new Links(links);
  }

  private static List<InetAddress> addresses(JsonValue item) {
    return Members.elements(item, "addr_info").stream()
        .flatMap(info -> Members.text(info, "local").flatMap(Literals::address).stream())
        .toList();
  }

  public Optional<Link> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
