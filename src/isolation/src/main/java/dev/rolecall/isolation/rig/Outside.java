package dev.rolecall.isolation.rig;

/**
 * What is beyond the node: one namespace that has the addresses of the real instance metadata
 * service, and that the node sends everything to which it does not know.
 */
public record Outside(Namespace namespace) implements AutoCloseable {
  /** The real instance metadata service's. */
  public static final String IMDS4 = "169.254.169.254";

  public static final String IMDS6 = "fd00:ec2::254";

  /** An ordinary server's. */
  public static final String SERVER4 = "10.99.0.2";

  /** The node's, by which others reach it. */
  public static final String NODE4 = "10.99.0.1";

  private static final String UPLINK = "uplink0";

  /** Connects it to the node. */
  public static Outside make(Namespace node) {
    Namespace outside = Namespace.make("outside");
    node.ip("link add " + UPLINK + " type veth peer name eth0 netns " + outside.name());
    node.ip("link set " + UPLINK + " up");
    outside.ip("link set eth0 up");
    node.ip("addr add " + NODE4 + "/30 dev " + UPLINK);
    node.ip("route add default via " + SERVER4);
    outside.ip("addr add " + SERVER4 + "/30 dev eth0");
    outside.ip("addr add " + IMDS4 + "/32 dev eth0");
    outside.ip("route add default via " + NODE4);
    node.ip6("addr add fd99::1/64 dev " + UPLINK + " nodad");
    node.ip6("route add default via fd99::2");
    outside.ip6("addr add fd99::2/64 dev eth0 nodad");
    outside.ip6("addr add " + IMDS6 + "/128 dev eth0 nodad");
    outside.ip6("route add default via fd99::1");
    return new Outside(outside);
  }

  @Override
  public void close() {
    namespace.close();
  }
}
