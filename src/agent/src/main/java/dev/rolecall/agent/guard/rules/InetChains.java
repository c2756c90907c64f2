package dev.rolecall.agent.guard.rules;

import dev.rolecall.agent.guard.rules.ServiceAddresses.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The chains of {@code inet rolecall}, in the order in which a packet meets them. */
final class InetChains {
  private final Ruleset ruleset;

  InetChains(Ruleset ruleset) {
    this.ruleset = ruleset;
  }

  List<Chain> all() {
    List<Chain> chains =
        new ArrayList<>(
            List.of(
                fromPod(false),
                fromPod(true),
                arrival(),
                redirectPods(),
                redirectNodeToImds(),
                redirectNode(),
                arrivalTranslated(),
                toAgent(),
                input(),
                forward(),
                nodeToImds(),
                output()));
    if (ruleset.enforcement() == Enforcement.FULL) {
      chains.addAll(Refusals.chains());
    }
    return chains;
  }

  /** Before anything else is done to a packet that came in. */
  private static Chain arrival() {
    List<String> rules = new ArrayList<>();
    rules.add("iifname \"lo\" accept");
    // Where route_localnet is on, as kube-proxy sets it, the kernel lets them in.
    rules.add("ip daddr 127.0.0.0/8 " + Stop.LOOPBACK.jump());
    // Where the kernel honours them, the destination is another after the forward hook.
    rules.add("ip option lsrr exists " + Stop.SOURCE_ROUTE.jump());
    rules.add("ip option ssrr exists " + Stop.SOURCE_ROUTE.jump());
    rules.add("ip daddr " + Match.protectedSet(false) + " goto from_pod4");
    rules.add("ip6 daddr " + Match.protectedSet(true) + " goto from_pod6");
    Match.embedded().forEach(match -> rules.add(match + " " + Stop.IMDS.jump()));
    return Chain.hooked("arrival", "filter hook prerouting priority raw - 10", rules);
  }

  /** Who may call a service address, and which of its ports. */
  private Chain fromPod(boolean ipv6) {
    String ip = ipv6 ? "ip6" : "ip";
    String version = ipv6 ? "6" : "4";
    String spoofed = "iifname . " + ip + " saddr != @sources" + version + " " + Stop.SOURCE.jump();
    List<String> rules = new ArrayList<>();
    rules.add("fib saddr type local " + Stop.SOURCE.jump());
    rules.add("iifname @interfaces " + spoofed);
    rules.add(ip + " saddr @addresses" + version + " " + spoofed);
    if (ruleset.enforcement() != Enforcement.BOOT) {
      rules.add(CallRate.rule(ip, version));
    }
    for (Service service : services(ipv6)) {
      String daddr = ip + " daddr " + service.address();
      if (isRedirected(service)) {
        rules.add(daddr + " tcp dport 80 accept");
      }
      if (service.isImds()) {
        rules.add(daddr + " " + Stop.IMDS.jump());
      }
    }
    rules.add(Stop.SERVICE_PORT.jump());
    return Chain.of("from_pod" + version, rules);
  }

  private Chain redirectPods() {
    List<String> rules = new ArrayList<>();
    for (Service service : ServiceAddresses.SERVICES) {
      if (isRedirected(service)) {
        rules.add("iifname != \"lo\" " + redirect(service));
      }
    }
    return Chain.hooked("redirect_pods", "nat hook prerouting priority dstnat - 10", rules);
  }

  /**
   * Pods to IMDS whom the agent was not given: connections from before, or translated by others.
   */
  private static Chain arrivalTranslated() {
    List<String> rules = new ArrayList<>();
    rules.add("iifname \"lo\" accept");
    rules.addAll(Match.toImds(Stop.IMDS.jump()));
    return Chain.hooked("arrival_translated", "filter hook prerouting priority dstnat + 10", rules);
  }

  private static Chain input() {
    return Chain.hooked(
        "input",
        "filter hook input priority filter - 10",
        List.of(
            "ip daddr " + Match.protectedSet(false) + " goto to_agent",
            "ip6 daddr " + Match.protectedSet(true) + " goto to_agent"));
  }

  /** Only what was called by its service address, whoever translated it. */
  private static Chain toAgent() {
    List<String> rules = new ArrayList<>();
    for (Service service : ServiceAddresses.SERVICES) {
      rules.add(
          "meta l4proto tcp ct original %s daddr %s ct original proto-dst 80 accept"
              .formatted(service.isIpv6() ? "ip6" : "ip", service.address()));
    }
    // The refusal of a connection by the node to itself, which carries nothing.
    rules.add("iifname \"lo\" tcp flags & rst == rst accept");
    rules.add(Stop.DIRECT.jump());
    return Chain.of("to_agent", rules);
  }

  private static Chain forward() {
    List<String> rules = new ArrayList<>(Match.toImds(Stop.FORWARDED.jump()));
    rules.add("ip daddr " + Match.protectedSet(false) + " " + Stop.FORWARDED.jump());
    rules.add("ip6 daddr " + Match.protectedSet(true) + " " + Stop.FORWARDED.jump());
    rules.add("ip saddr " + ServiceAddresses.IMDS_4 + " " + Stop.REPLY.jump());
    rules.add("ip6 saddr " + ServiceAddresses.IMDS_6 + " " + Stop.REPLY.jump());
    return Chain.hooked("forward", "filter hook forward priority filter - 10", rules);
  }

  private Chain redirectNode() {
    List<String> rules = new ArrayList<>();
    for (Service service : ServiceAddresses.SERVICES) {
      if (!service.isImds()) {
        rules.add(redirect(service));
      } else if (isNodeRedirected()) {
        rules.add(match(service) + " jump redirect_node_to_imds");
      }
    }
    return Chain.hooked("redirect_node", "nat hook output priority -110", rules);
  }

  private Chain redirectNodeToImds() {
    List<String> rules = new ArrayList<>();
    if (isNodeRedirected()) {
      rules.addAll(ruleset.nodeAccess().rules("return", "return"));
      ServiceAddresses.SERVICES.stream()
          .filter(Service::isImds)
          .forEach(service -> rules.add(redirect(service)));
    }
    return Chain.of("redirect_node_to_imds", rules);
  }

  /**
   * Who calls the agent's own ports, or calls from them, is stopped before the kernel tracks the
   * connection: it would give another one between the same ends another source port, and nobody
   * could tell whose socket that is. Refusals pass: a socket that waited on would be given the next
   * connection from there in the agent's stead.
   */
  private static Chain output() {
    List<String> rules = new ArrayList<>();
    rules.add(fromAgentsPorts(false));
    rules.add(fromAgentsPorts(true));
    rules.addAll(Match.toImds("goto node_to_imds"));
    rules.add(toAgentsPorts(false));
    rules.add(toAgentsPorts(true));
    return Chain.hooked("output", "filter hook output priority -90", rules);
  }

  private static String fromAgentsPorts(boolean ipv6) {
    return "%s saddr %s tcp sport { %s } ct direction original %s"
        .formatted(ipv6 ? "ip6" : "ip", Match.protectedSet(ipv6), ports(), Stop.DIRECT.jump());
  }

  private static String toAgentsPorts(boolean ipv6) {
    return "%s daddr %s tcp dport { %s } tcp flags & rst != rst goto to_agent"
        .formatted(ipv6 ? "ip6" : "ip", Match.protectedSet(ipv6), ports());
  }

  private static String ports() {
    return ServiceAddresses.SERVICES.stream()
        .map(service -> Integer.toString(service.port()))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** What a process of the node may reach there that was not redirected. */
  private Chain nodeToImds() {
    List<String> rules =
        new ArrayList<>(ruleset.nodeAccess().rules(Stop.HOST_POD.jump(), Stop.HOST_PROCESS.jump()));
    rules.add(ruleset.nodeImds() == NodeImds.REAL ? "accept" : Stop.HOST_PROCESS.jump());
    return Chain.of("node_to_imds", rules);
  }

  private static String match(Service service) {
    String ip = service.isIpv6() ? "ip6" : "ip";
    return ip + " daddr " + service.address() + " tcp dport 80";
  }

  private static String redirect(Service service) {
    return service.isIpv6()
        ? "%s dnat ip6 to [%s]:%d".formatted(match(service), service.listener(), service.port())
        : "%s dnat ip to %s:%d".formatted(match(service), service.listener(), service.port());
  }

  private boolean isRedirected(Service service) {
    return switch (ruleset.enforcement()) {
      case FULL -> true;
      case OBSERVE -> !service.isImds();
      case BOOT -> false;
    };
  }

  private boolean isNodeRedirected() {
    return ruleset.nodeImds() == NodeImds.ROLECALL && ruleset.enforcement() == Enforcement.FULL;
  }

  private static List<Service> services(boolean ipv6) {
    return ServiceAddresses.SERVICES.stream().filter(service -> service.isIpv6() == ipv6).toList();
  }
}
