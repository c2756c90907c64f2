package dev.rolecall.agent.guard.rules;

import java.util.List;

/**
 * How often a pod may open connections to service addresses: the agent's own limits begin where a
 * connection was accepted, which costs it as much as a call. What is beyond is dropped, so that a
 * client that means no harm comes in a second later, when its kernel tries again.
 *
 * <p>Counted by interface and address, which at this place of the rules are an interface's own
 * wherever it is pinned. One that is not pinned is nobody to the agent, and can fill the set with
 * invented addresses: then these rules let it pass, and no more is lost than without them.
 */
final class CallRate {
  private static final String NAME = "calls";
  private static final String LIMIT = "limit rate over 200/second burst 400 packets";
  private static final String DECLARATION =
      "type ifname . %s; flags dynamic,timeout; size 16384; timeout 10s;";

  private CallRate() {}

  static List<NftSet> sets() {
    return List.of(set("4", "ipv4_addr"), set("6", "ipv6_addr"));
  }

  /**
   * @param ip {@code ip} or {@code ip6}
   */
  static String rule(String ip, String version) {
    return "tcp flags & (fin | syn | rst | ack) == syn update @%s%s { iifname . %s saddr %s } %s"
        .formatted(NAME, version, ip, LIMIT, Stop.CALL_RATE.jump());
  }

  private static NftSet set(String version, String type) {
    return new NftSet(NAME + version, DECLARATION.formatted(type), List.of());
  }
}
