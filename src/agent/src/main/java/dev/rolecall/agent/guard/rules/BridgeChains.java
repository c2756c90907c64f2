package dev.rolecall.agent.guard.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * The chains of {@code bridge rolecall}: a pod on a bridge neither teaches the bridge a hardware
 * address nor its neighbours an IP address that is not its own. What is dropped at arrival is not
 * learned. {@code meta protocol} is what a receiver makes of a frame; {@code ether type} is what it
 * says.
 */
final class BridgeChains {
  /** ICMPv6 by its number: names would need {@code /etc/protocols}, which small hosts lack. */
  private static final String ICMP_6 = "meta protocol ip6 meta l4proto 58 ";

  private static final String ND = ICMP_6 + "icmpv6 type ";

  private BridgeChains() {}

  static List<Chain> all() {
    return List.of(
        pinnedArp(),
        pinnedDad(),
        pinnedOption(),
        pinnedSolicit(),
        pinnedAdvert(),
        pinnedNd(),
        pinned(),
        arrival(),
        forward());
  }

  /** Ports that are not pinned claim nothing that is. */
  private static Chain arrival() {
    return Chain.hooked(
        "arrival",
        "filter hook prerouting priority dstnat - 10",
        List.of(
            "iifname @ports goto pinned",
            "ether saddr @macs " + Stop.FRAME.jump(),
            // A receiver takes off tags of VLAN 0 until there is none.
            "ether type 8021q vlan id 0 vlan type { 8021q, 8021ad } " + Stop.FRAME.jump(),
            // Not one rule with both: nft 1.0.6 then looks for the inner type in the wrong place.
            "ether type 8021ad vlan id 0 vlan type { 8021q, 8021ad } " + Stop.FRAME.jump(),
            "meta protocol arp arp saddr ip @addresses4 " + Stop.ARP.jump(),
            "meta protocol arp arp saddr ip " + Match.protectedSet(false) + " " + Stop.ARP.jump(),
            "meta protocol arp arp saddr ether @macs " + Stop.ARP.jump(),
            toServices(false) + " ip saddr @addresses4 " + Stop.PORT_SOURCE.jump(),
            toServices(true) + " ip6 saddr @addresses6 " + Stop.PORT_SOURCE.jump(),
            ND + "nd-neighbor-advert " + PinSets.TARGET + " @claimed " + Stop.ND.jump(),
            ND
                + "{ nd-neighbor-solicit, nd-neighbor-advert, nd-redirect, nd-router-advert }"
                + " ip6 saddr @addresses6 "
                + Stop.ND.jump(),
            // A pod whose plugin names no interface; the network's own routers come by an uplink.
            "meta iifkind \"veth\" " + ND + "{ nd-router-advert, nd-redirect } " + Stop.ND.jump()));
  }

  private static Chain pinned() {
    return Chain.of(
        "pinned",
        List.of(
            "iifname . ether saddr != @frames " + Stop.FRAME.jump(),
            "ether type != { ip, ip6, arp } " + Stop.FRAME.jump(),
            "meta protocol arp goto pinned_arp",
            toServices(false) + " iifname . ip saddr != @sources4 " + Stop.PORT_SOURCE.jump(),
            toServices(true) + " iifname . ip6 saddr != @sources6 " + Stop.PORT_SOURCE.jump(),
            ICMP_6 + "goto pinned_nd"));
  }

  private static Chain pinnedArp() {
    return Chain.of(
        "pinned_arp",
        List.of(
            "iifname . arp saddr ether != @frames " + Stop.ARP.jump(),
            // A probe whether an address is free (RFC 5227).
            "arp saddr ip 0.0.0.0 accept",
            "iifname . arp saddr ip != @sources4 " + Stop.ARP.jump()));
  }

  private static Chain pinnedNd() {
    return Chain.of(
        "pinned_nd",
        List.of(
            // RFC 6980 forbids fragments of them.
            "exthdr frag exists icmpv6 type { nd-router-solicit, nd-router-advert,"
                + " nd-neighbor-solicit, nd-neighbor-advert, nd-redirect } "
                + Stop.ND.jump(),
            "icmpv6 type { nd-router-advert, nd-redirect } " + Stop.ND.jump(),
            "icmpv6 type nd-neighbor-advert goto pinned_na",
            "icmpv6 type nd-neighbor-solicit goto pinned_ns"));
  }

  private static Chain pinnedAdvert() {
    List<String> rules = new ArrayList<>();
    rules.add("iifname . ip6 saddr != @sources6 " + Stop.ND.jump());
    rules.add("iifname . " + PinSets.TARGET + " != @targets " + Stop.ND.jump());
    // Nothing after the target, or the hardware address of the target alone.
    rules.add("ip6 length 24 accept");
    rules.add("@th,192,16 != 0x0201 " + Stop.ND.jump());
    rules.add("goto pinned_option");
    return Chain.of("pinned_na", rules);
  }

  private static Chain pinnedSolicit() {
    return Chain.of(
        "pinned_ns",
        List.of(
            "ip6 saddr :: goto pinned_dad",
            "iifname . ip6 saddr != @sources6 " + Stop.ND.jump(),
            "ip6 length 24 accept",
            "@th,192,16 != 0x0101 " + Stop.ND.jump(),
            "goto pinned_option"));
  }

  private static Chain pinnedOption() {
    return Chain.of(
        "pinned_option",
        List.of(
            "ip6 length != 32 " + Stop.ND.jump(),
            "iifname . " + PinSets.OPTION + " != @options " + Stop.ND.jump()));
  }

  /** Whether an address is free may be asked by its owner only. */
  private static Chain pinnedDad() {
    return Chain.of(
        "pinned_dad", List.of("iifname . " + PinSets.TARGET + " != @targets " + Stop.ND.jump()));
  }

  /** What crosses a bridge meets no router: a pod beside an uplink. */
  private static Chain forward() {
    List<String> rules = new ArrayList<>(Match.bridgedToImds(Stop.BRIDGED.jump()));
    rules.add("meta protocol ip ip saddr " + Match.protectedSet(false) + " " + Stop.BRIDGED.jump());
    rules.add(
        "meta protocol ip6 ip6 saddr " + Match.protectedSet(true) + " " + Stop.BRIDGED.jump());
    rules.add(
        "meta protocol arp arp daddr ip " + Match.protectedSet(false) + " " + Stop.BRIDGED.jump());
    return Chain.hooked("forward", "filter hook forward priority filter - 10", rules);
  }

  private static String toServices(boolean ipv6) {
    return "meta protocol %s %s daddr %s"
        .formatted(ipv6 ? "ip6" : "ip", ipv6 ? "ip6" : "ip", Match.protectedSet(ipv6));
  }
}
