package dev.rolecall.isolation.rig;

/** What a CNI plugin does on the node. */
public abstract sealed class PodNetwork permits RoutedNetwork, BridgeNetwork {
  /** The pod's interface, in its namespace. */
  public static final String IN_POD = "eth0";

  protected final Namespace node;

  protected PodNetwork(Namespace node) {
    this.node = node;
  }

  /** The network of a node; done once. */
  public static PodNetwork of(Topology topology, Namespace node) {
    node.set("net/ipv4/ip_forward", "1");
    // As kube-proxy sets it, for node ports on loopback.
    node.set("net/ipv4/conf/all/route_localnet", "1");
    node.set6("conf/all/forwarding", "1");
    return switch (topology) {
      case ROUTED -> new RoutedNetwork(node);
      case BRIDGE -> BridgeNetwork.make(node);
    };
  }

  /** Gives a pod its namespace, its interface, addresses and routes. */
  public final Attachment attach(PodPlace place) {
    Namespace pod = Namespace.make(place.pod());
    String outside = place.hostInterface();
    node.ip("link add %s type veth peer name %s netns %s".formatted(outside, IN_POD, pod.name()));
    node.ip("link set %s up".formatted(outside));
    pod.ip("link set %s up".formatted(IN_POD));
    connect(place, pod);
    return new Attachment(place, pod, outside, mac(node, outside), mac(pod, IN_POD));
  }

  /** Takes a pod away, as the kubelet does when it is gone. */
  public final void detach(Attachment attachment) {
    node.triesIp("link delete " + attachment.hostInterface());
    attachment.namespace().close();
  }

  /** The node's address as pods see it as their gateway. */
  public abstract String gateway();

  /** Leads a pod's address to another pod's interface, as a plugin does that gives it anew. */
  public abstract void lead(PodPlace address, Attachment to);

  /** Undoes {@link #lead}. */
  public abstract void leadBack(PodPlace address, Attachment owner);

  protected abstract void connect(PodPlace place, Namespace pod);

  /** The hardware address of an interface. */
  public static String mac(Namespace namespace, String link) {
    String[] words = namespace.ip("-o link show dev " + link).split("\\s+");
    for (int i = 0; i < words.length - 1; i++) {
      if (words[i].equals("link/ether")) {
        return words[i + 1];
      }
    }
    throw new RigException(link + " has no hardware address");
  }
}
