package dev.rolecall.isolation.rig;

/**
 * A pair of interfaces for each pod, a route of one address to it, and a gateway that is nobody's
 * address: the node answers for it (proxy ARP).
 */
final class RoutedNetwork extends PodNetwork {
  private static final String GATEWAY = "169.254.1.1";
  private static final String GATEWAY6 = "fe80::1";

  RoutedNetwork(Namespace node) {
    super(node);
  }

  @Override
  public String gateway() {
    return GATEWAY;
  }

  @Override
  protected void connect(PodPlace place, Namespace pod) {
    String outside = place.hostInterface();
    node.set("net/ipv4/conf/" + outside + "/proxy_arp", "1");
    node.set("net/ipv4/neigh/" + outside + "/proxy_delay", "0");
    node.ip("route replace %s/32 dev %s scope link".formatted(place.v4(), outside));
    pod.ip("addr add %s/32 dev %s".formatted(place.v4(), IN_POD));
    pod.ip("route add %s dev %s scope link".formatted(GATEWAY, IN_POD));
    pod.ip("route add default via %s dev %s onlink".formatted(GATEWAY, IN_POD));
    node.ip6("addr add %s/64 dev %s nodad".formatted(GATEWAY6, outside));
    node.ip6("route replace %s/128 dev %s".formatted(place.v6(), outside));
    pod.ip6("addr add %s/128 dev %s nodad".formatted(place.v6(), IN_POD));
    pod.ip6("route add default via %s dev %s".formatted(GATEWAY6, IN_POD));
  }

  @Override
  public void lead(PodPlace address, Attachment to) {
    node.ip("route replace %s/32 dev %s scope link".formatted(address.v4(), to.hostInterface()));
    node.ip6("route replace %s/128 dev %s".formatted(address.v6(), to.hostInterface()));
  }

  @Override
  public void leadBack(PodPlace address, Attachment owner) {
    lead(address, owner);
  }
}
