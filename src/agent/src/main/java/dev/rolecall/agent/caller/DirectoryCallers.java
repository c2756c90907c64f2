package dev.rolecall.agent.caller;

import dev.rolecall.agent.node.NodePod;
import dev.rolecall.agent.node.PodDirectory;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Supplier;

/**
 * Attests connections by what the kernel, the guard and sts say: the packets came in by the
 * interface that the guard pinned to this address, the network plugin made that interface for a pod
 * of this UID or name, and sts knows that pod with this address. All three must agree; where one of
 * them is late, nobody is there yet.
 */
public final class DirectoryCallers implements Callers {
  private static final Caller HOST = new Caller.Host();

  private final Supplier<Interfaces> interfaces;
  private final PodDirectory pods;
  private final HostLinks host;

  /**
   * @param interfaces as they are now
   */
  public DirectoryCallers(Supplier<Interfaces> interfaces, PodDirectory pods, HostLinks host) {
    this.interfaces = interfaces;
    this.host = host;
    this.pods = pods;
  }

  @Override
  public Caller of(Connection connection) {
    if (host.include(connection)) {
      return HOST;
    }
    List<InterfaceEntry> entries = interfaces.get().at(connection.source());
    return switch (entries.size()) {
      case 0 -> new Caller.NotYet("no interface is known to have this address");
      case 1 -> holder(entries.getFirst(), connection);
      default -> new Caller.NotYet("several interfaces are known to have this address");
    };
  }

  private Caller holder(InterfaceEntry entry, Connection connection) {
    if (!isBy(entry, connection)) {
      return new Caller.Stranger("the address is another interface's");
    }
    return entry
        .uid()
        .map(uid -> byUid(uid, entry, connection.source()))
        .orElseGet(() -> byName(entry, connection.source()));
  }

  /** What crossed a bridge has passed the rules that pin each of its ports to its addresses. */
  private boolean isBy(InterfaceEntry entry, Connection connection) {
    return entry.throughIndex() == connection.interfaceIndex()
        || entry.isOnBridge() && host.isByLink(connection);
  }

  private Caller byUid(String uid, InterfaceEntry entry, InetAddress source) {
    NodePod pod = pods.find(uid).orElse(null);
    if (pod == null) {
      return pods.isGone(uid)
          ? new Caller.Stranger("the pod of this interface is gone")
          : new Caller.NotYet("the pod of this interface is not known yet");
    }
    return isNamed(pod, entry)
        ? at(source, pod)
        : new Caller.Stranger("the interface is of a pod of another name");
  }

  /** One name may have two pods while the one goes and the next comes. */
  private Caller byName(InterfaceEntry entry, InetAddress source) {
    List<NodePod> named = pods.all().stream().filter(pod -> isNamed(pod, entry)).toList();
    return switch (named.size()) {
      case 0 -> new Caller.NotYet("the pod of this interface is not known yet");
      case 1 -> at(source, named.getFirst());
      default -> new Caller.NotYet("several pods have the name of this interface's");
    };
  }

  private static boolean isNamed(NodePod pod, InterfaceEntry entry) {
    return pod.pod().name().equals(entry.pod()) && pod.pod().namespace().equals(entry.namespace());
  }

  private static Caller at(InetAddress source, NodePod pod) {
    return pod.addresses().contains(source)
        ? new Caller.Pod(pod)
        : new Caller.NotYet("the pod is not known to have this address yet");
  }
}
