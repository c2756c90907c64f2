package dev.rolecall.agent.guard.host;

import dev.rolecall.agent.guard.rules.ServiceAddresses;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules of routing by which nothing that came in by an interface is routed to the real IMDS: they
 * hold while somebody else reloads nftables and takes the guard's tables with the others.
 */
public final class ImdsRouting {
  /** Marks them as the guard's, whatever their priorities. */
  private static final String PROTOCOL = "82";

  /** What the node itself sends skips the others. */
  private static final int OWN = 21;

  private static final int FIRST = 22;
  private static final int LAST = 29;

  private static final List<String> DESTINATIONS_4 = List.of(ServiceAddresses.IMDS_4);
  private static final List<String> DESTINATIONS_6 =
      List.of(ServiceAddresses.IMDS_6, "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::/48");

  private ImdsRouting() {}

  /** Makes them what they should be. */
  public static void ensure() throws CommandException {
    ensure("-4", DESTINATIONS_4);
    if (ServiceLink.hasIpv6()) {
      ensure("-6", DESTINATIONS_6);
    }
  }

  /** Removes them; whether there were any. */
  public static boolean remove() throws CommandException {
    boolean removed = false;
    for (String family : List.of("-4", "-6")) {
      if (!"-6".equals(family) || ServiceLink.hasIpv6()) {
        removed |= remove(family);
      }
    }
    return removed;
  }

  private static boolean remove(String family) throws CommandException {
    if (priorities(family).isEmpty()) {
      return false;
    }
    Command.run("", List.of("ip", family, "rule", "flush", "protocol", PROTOCOL));
    return true;
  }

  private static void ensure(String family, List<String> destinations) throws CommandException {
    List<Long> wanted = new ArrayList<>(List.of((long) OWN));
    for (int i = 0; i < destinations.size(); i++) {
      wanted.add((long) FIRST + i);
    }
    wanted.add((long) LAST);
    if (priorities(family).equals(wanted)) {
      return;
    }
    remove(family);
    add(family, LAST, "nop");
    add(family, OWN, "iif", "lo", "goto", String.valueOf(LAST));
    for (int i = 0; i < destinations.size(); i++) {
      add(family, FIRST + i, "to", destinations.get(i), "prohibit");
    }
  }

  private static void add(String family, int priority, String... rule) throws CommandException {
    List<String> command = new ArrayList<>(List.of("ip", family, "rule", "add", "protocol"));
    command.addAll(List.of(PROTOCOL, "priority", String.valueOf(priority)));
    command.addAll(List.of(rule));
    Command.run("", command);
  }

  private static List<Long> priorities(String family) throws CommandException {
    String text = Command.run("", List.of("ip", family, "-json", "rule", "show"));
    try {
      List<Long> priorities = new ArrayList<>();
      for (JsonValue rule : Members.elements(Json.parse(text.isBlank() ? "[]" : text))) {
        if (Members.text(rule, "protocol").orElse("").equals(PROTOCOL)) {
          Members.number(rule, "priority").ifPresent(priorities::add);
        }
      }
      return priorities;
    } catch (JsonException e) {
      throw new CommandException("ip's list of rules is not JSON: " + e.getMessage());
    }
  }
}
