package dev.rolecall.agent.guard.rules;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The sets of both tables, whose elements are the pins. */
public final class PinSets {
  private static final String NAMES = "type ifname;";
  private static final String SOURCES_4 = "type ifname . ipv4_addr;";
  private static final String SOURCES_6 = "type ifname . ipv6_addr;";

  /** {@code @th,64,128} is the target of a neighbour solicitation or advertisement (RFC 4861). */
  static final String TARGET = "@th,64,128";

  /** {@code @th,208,48} is the hardware address in its first option. */
  static final String OPTION = "@th,208,48";

  private static final Map<String, String> OF_INET =
      ordered(
          "interfaces", NAMES,
          "sources4", SOURCES_4,
          "sources6", SOURCES_6,
          "addresses4", "type ipv4_addr;",
          "addresses6", "type ipv6_addr;");

  private static final Map<String, String> OF_BRIDGE =
      ordered(
          "ports",
          NAMES,
          "frames",
          "type ifname . ether_addr;",
          "options",
          "typeof iifname . " + OPTION + ";",
          "sources4",
          SOURCES_4,
          "sources6",
          SOURCES_6,
          "targets",
          "typeof iifname . " + TARGET + ";",
          "macs",
          "type ether_addr;",
          "addresses4",
          "type ipv4_addr;",
          "addresses6",
          "type ipv6_addr;",
          "claimed",
          "typeof " + TARGET + ";");

  private final Map<Stop.Table, Map<String, Set<SetElement>>> elements;

  private PinSets(Map<Stop.Table, Map<String, Set<SetElement>>> elements) {
    this.elements = elements;
  }

  /** A bridge's own end on the node, which the pods of the bridge have for their router. */
  public record NodeEnd(String mac, List<InetAddress> addresses) {
    public NodeEnd {
      addresses = List.copyOf(addresses);
    }
  }

  public static PinSets of(Collection<Pin> pins) {
    return of(pins, List.of());
  }

  /**
   * @param ends what no port of a bridge may claim either
   */
  public static PinSets of(Collection<Pin> pins, Collection<NodeEnd> ends) {
    Map<String, Set<SetElement>> inet = empty(OF_INET);
    Map<String, Set<SetElement>> bridge = empty(OF_BRIDGE);
    for (Pin pin : pins) {
      if (pin.isBridged()) {
        addPort(pin, bridge);
      } else {
        add(inet, "interfaces", new SetElement(pin.interfaceName(), ""));
      }
      for (InetAddress address : pin.addresses()) {
        String version = address instanceof Inet6Address ? "6" : "4";
        add(inet, "sources" + version, SetElement.of(pin.through(), address));
        add(inet, "addresses" + version, SetElement.of("", address));
      }
    }
    ends.forEach(end -> addEnd(end, bridge));
    return new PinSets(Map.of(Stop.Table.INET, inet, Stop.Table.BRIDGE, bridge));
  }

  private static void addPort(Pin pin, Map<String, Set<SetElement>> bridge) {
    String port = pin.interfaceName();
    String mac = pin.mac().orElseThrow();
    add(bridge, "ports", new SetElement(port, ""));
    add(bridge, "frames", new SetElement(port, mac));
    add(bridge, "macs", new SetElement("", mac));
    add(bridge, "options", new SetElement(port, SetElement.number(SetElement.bytes(mac))));
    List<InetAddress> addresses = new ArrayList<>(pin.addresses());
    addresses.add(linkLocal(SetElement.bytes(mac)));
    for (InetAddress address : addresses) {
      addClaimed(address, bridge);
      if (address instanceof Inet6Address) {
        add(bridge, "sources6", SetElement.of(port, address));
        add(bridge, "targets", new SetElement(port, SetElement.number(address.getAddress())));
      } else {
        add(bridge, "sources4", SetElement.of(port, address));
      }
    }
  }

  private static void addEnd(NodeEnd end, Map<String, Set<SetElement>> bridge) {
    add(bridge, "macs", new SetElement("", end.mac()));
    end.addresses().forEach(address -> addClaimed(address, bridge));
  }

  /** What ports may not claim that are not pinned. */
  private static void addClaimed(InetAddress address, Map<String, Set<SetElement>> bridge) {
    if (address instanceof Inet6Address) {
      add(bridge, "addresses6", SetElement.of("", address));
      add(bridge, "claimed", new SetElement("", SetElement.number(address.getAddress())));
    } else {
      add(bridge, "addresses4", SetElement.of("", address));
    }
  }

  /** What an interface of this hardware address gives itself (RFC 4291, appendix A). */
  private static InetAddress linkLocal(byte[] mac) {
    byte[] address = new byte[16];
    address[0] = (byte) 0xfe;
    address[1] = (byte) 0x80;
    System.arraycopy(mac, 0, address, 8, 3);
    address[8] ^= 2;
    address[11] = (byte) 0xff;
    address[12] = (byte) 0xfe;
    System.arraycopy(mac, 3, address, 13, 3);
    try {
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("16 bytes are an address", e);
    }
  }

  /** The elements that each set of a table is to have. */
  public Map<String, Set<SetElement>> of(Stop.Table table) {
    return elements.getOrDefault(table, Map.of());
  }

  /**
   * A script for {@code nft -f} that makes the sets of a table these.
   *
   * @param standing the elements of a set as they are
   * @return empty where nothing is to be changed
   */
  public String changes(Stop.Table table, Function<String, Set<SetElement>> standing) {
    StringBuilder script = new StringBuilder();
    of(table)
        .forEach((name, wanted) -> {
          Set<SetElement> present = standing.apply(name);
          change("delete", table, name, without(present, wanted), script);
          change("add", table, name, without(wanted, present), script);
        });
    return script.toString();
  }

  private static void change(
      String verb, Stop.Table table, String set, Set<SetElement> elements, StringBuilder script) {
    if (!elements.isEmpty()) {
      script.append(
          "%s element %s %s %s { %s }\n"
              .formatted(verb, table.family(), Ruleset.TABLE, set, SetElement.script(elements)));
    }
  }

  private static Set<SetElement> without(Set<SetElement> all, Set<SetElement> others) {
    Set<SetElement> left = new LinkedHashSet<>(all);
    left.removeAll(others);
    return left;
  }

  List<NftSet> sets(Stop.Table table) {
    Map<String, String> declarations = table == Stop.Table.INET ? OF_INET : OF_BRIDGE;
    List<NftSet> sets = new ArrayList<>();
    declarations.forEach((name, declaration) ->
        sets.add(new NftSet(name, declaration, of(table).getOrDefault(name, Set.of()))));
    return sets;
  }

  private static void add(Map<String, Set<SetElement>> sets, String name, SetElement element) {
    sets.computeIfAbsent(name, unknown -> new LinkedHashSet<>()).add(element);
  }

  private static Map<String, Set<SetElement>> empty(Map<String, String> declarations) {
    Map<String, Set<SetElement>> sets = new LinkedHashMap<>();
    declarations.keySet().forEach(name -> sets.put(name, new LinkedHashSet<>()));
    return sets;
  }

  private static Map<String, String> ordered(String... namesAndDeclarations) {
    Map<String, String> ordered = new LinkedHashMap<>();
    for (int i = 0; i < namesAndDeclarations.length; i += 2) {
      ordered.put(namesAndDeclarations[i], namesAndDeclarations[i + 1]);
    }
    return ordered;
  }
}
