package dev.rolecall.agent.guard.rules;

import java.util.ArrayList;
import java.util.List;

/** The end of what is stopped: who it was is remembered, it is counted, and dropped or rejected. */
final class StopChain {
  private static final String OFFENDERS =
      "type %s; flags dynamic,timeout; size 256; timeout 1m; counter;";

  private StopChain() {}

  static Chain of(Stop stop, Enforcement enforcement) {
    List<String> rules = new ArrayList<>();
    // Rules of their own: one that cannot remember any more of them ends there.
    if (stop.hasOffenders()) {
      rules.addAll(remember(stop));
    }
    String counter = "counter name \"" + stop.label() + "\"";
    if (enforcement == Enforcement.OBSERVE) {
      rules.add(counter);
      rules.add("limit rate 5/second log prefix \"rolecall would stop " + stop.label() + ": \"");
      rules.add("accept");
    } else if (stop.verdict() == Stop.Verdict.DROP) {
      rules.add(counter + " drop");
    } else {
      rules.add("meta l4proto tcp " + counter + " reject with tcp reset");
      rules.add(counter + " reject with icmpx admin-prohibited");
    }
    return Chain.of(stop.chain(), rules);
  }

  static List<NftSet> sets(Stop stop) {
    if (!stop.hasOffenders()) {
      return List.of();
    }
    return stop.isBySource()
        ? List.of(
            offenders(stop.offenders() + "4", "ifname . ipv4_addr"),
            offenders(stop.offenders() + "6", "ifname . ipv6_addr"))
        : List.of(offenders(stop.offenders(), "ifname"));
  }

  private static NftSet offenders(String name, String type) {
    return new NftSet(name, OFFENDERS.formatted(type), List.of());
  }

  private static List<String> remember(Stop stop) {
    return stop.isBySource()
        ? List.of(
            "update @" + stop.offenders() + "4 { iifname . ip saddr }",
            "update @" + stop.offenders() + "6 { iifname . ip6 saddr }")
        : List.of("update @" + stop.offenders() + " { iifname }");
  }
}
