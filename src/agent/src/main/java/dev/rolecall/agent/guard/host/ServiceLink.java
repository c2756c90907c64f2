package dev.rolecall.agent.guard.host;

import dev.rolecall.agent.guard.rules.NodeImds;
import dev.rolecall.agent.guard.rules.ServiceAddresses;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The link that has the service addresses: nothing is ever sent by it. */
public final class ServiceLink {
  /** Its name. */
  public static final String NAME = "rolecall0";

  private static final Path IPV6 = Path.of("/proc/sys/net/ipv6/conf");

  private ServiceLink() {}

  /** Makes what of it is missing. */
  public static void ensure(Links links, NodeImds nodeImds) throws CommandException {
    if (links.find(NAME).isEmpty()) {
      create();
    }
    ip("link", "set", "dev", NAME, "up");
    boolean ipv6 = hasIpv6();
    Set<InetAddress> present = addresses();
    for (String address : ServiceAddresses.assigned()) {
      boolean isIpv6 = address.contains(":");
      InetAddress wanted = Literals.address(address).orElseThrow();
      if (!present.contains(wanted) && (!isIpv6 || ipv6)) {
        add(address, isIpv6);
      }
    }
    if (nodeImds == NodeImds.ROLECALL) {
      // Without a route to it a process could not even ask, and nothing would be translated.
      ip("route", "replace", ServiceAddresses.IMDS_4 + "/32", "dev", NAME);
      if (ipv6) {
        ip("-6", "route", "replace", ServiceAddresses.IMDS_6 + "/128", "dev", NAME);
      }
    }
  }

  /** Removes it; whether it was there. */
  public static boolean remove(Links links) throws CommandException {
    if (links.find(NAME).isEmpty()) {
      return false;
    }
    ip("link", "delete", "dev", NAME);
    return true;
  }

  private static void create() throws CommandException {
    try {
      ip("link", "add", NAME, "type", "dummy");
    } catch (CommandException e) {
      // A kernel without dummies: a bridge without ports is as good.
      ip("link", "add", NAME, "type", "bridge");
    }
    ip("link", "set", "dev", NAME, "addrgenmode", "none");
  }

  private static void add(String address, boolean isIpv6) throws CommandException {
    List<String> command = new ArrayList<>(List.of("address", "replace"));
    command.add(address + (isIpv6 ? "/128" : "/32"));
    command.addAll(List.of("dev", NAME));
    if (isIpv6) {
      // Nobody else is on the link: the address is good at once.
      command.add("nodad");
    }
    ip(command.toArray(String[]::new));
  }

  /** Whether the link may have IPv6 addresses: not where IPv6 is off, for all or by itself. */
  static boolean hasIpv6() {
    return off("all").filter(off -> !off).isPresent() && off(NAME).filter(off -> !off).isPresent();
  }

  private static Optional<Boolean> off(String conf) {
    try {
      return Optional.of(
          Files.readString(IPV6.resolve(conf).resolve("disable_ipv6")).strip().equals("1"));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Set<InetAddress> addresses() throws CommandException {
    String text = Command.run("", List.of("ip", "-json", "address", "show", "dev", NAME));
    Set<InetAddress> found = new HashSet<>();
    try {
      for (JsonValue link : Members.elements(Json.parse(text))) {
        for (JsonValue info : Members.elements(link, "addr_info")) {
          Members.text(info, "local").flatMap(Literals::address).ifPresent(found::add);
        }
      }
    } catch (JsonException e) {
      throw new CommandException("ip's list of addresses is not JSON: " + e.getMessage());
    }
    return found;
  }

  private static void ip(String... arguments) throws CommandException {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    Command.run("", command);
  }
}
