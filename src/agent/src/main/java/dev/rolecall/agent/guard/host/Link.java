package dev.rolecall.agent.guard.host;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * An interface of the node.
 *
 * @param kind {@code veth}, {@code bridge}; empty for a device
 * @param master the bridge (or bond, VRF) that it is a port of
 * @param portOf the kind of its master; empty where it has none
 * @param addresses the node's at it
 */
public record Link(
    String name,
    int index,
    String mac,
    String kind,
    Optional<String> master,
    String portOf,
    List<InetAddress> addresses) {
  public Link {
    addresses = List.copyOf(addresses);
  }

  public boolean isBridge() {
    return kind.equals("bridge");
  }

  /** Whether its master is a bridge. */
  public boolean isBridgePort() {
    return portOf.equals("bridge");
  }
}
