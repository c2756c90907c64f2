package dev.rolecall.isolation.rig;

/** One bridge, whose ports are the pods' interfaces and whose own address is their gateway. */
final class BridgeNetwork extends PodNetwork {
  /** The bridge's name. */
  static final String BRIDGE = "cni0";

  private static final String GATEWAY = PodPlace.NET4 + "1";
  private static final String GATEWAY6 = PodPlace.NET6 + "1";

  private BridgeNetwork(Namespace node) {
    super(node);
  }

  static BridgeNetwork make(Namespace node) {
    node.ip("link add " + BRIDGE + " type bridge");
    node.ip("addr add %s/24 dev %s".formatted(GATEWAY, BRIDGE));
    node.ip6("addr add %s/64 dev %s nodad".formatted(GATEWAY6, BRIDGE));
    node.ip("link set " + BRIDGE + " up");
    return new BridgeNetwork(node);
  }

  @Override
  public String gateway() {
    return GATEWAY;
  }

  @Override
  protected void connect(PodPlace place, Namespace pod) {
    node.ip("link set %s master %s".formatted(place.hostInterface(), BRIDGE));
    pod.ip("addr add %s/24 dev %s".formatted(place.v4(), IN_POD));
    pod.ip("route add default via " + GATEWAY);
    pod.ip6("addr add %s/64 dev %s nodad".formatted(place.v6(), IN_POD));
    pod.ip6("route add default via " + GATEWAY6);
  }

  /** Nothing to do: whoever claims an address on a bridge is led to. */
  @Override
  public void lead(PodPlace address, Attachment to) {
    forget(address);
  }

  @Override
  public void leadBack(PodPlace address, Attachment owner) {
    forget(address);
  }

  /** As after a time without traffic. */
  private void forget(PodPlace address) {
    node.triesIp("neigh del %s dev %s".formatted(address.v4(), BRIDGE));
    if (Namespace.hasIpv6()) {
      node.triesIp("-6 neigh del %s dev %s".formatted(address.v6(), BRIDGE));
    }
  }
}
