package dev.rolecall.agent.guard.rules;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * What an interface of a pod may send.
 *
 * @param interfaceName of the node's end
 * @param through the interface by which the node's IP layer sees its packets: its bridge, or itself
 * @param mac the pod's hardware address; always there on a bridge
 * @param addresses the pod's
 */
public record Pin(
    String interfaceName, String through, Optional<String> mac, List<InetAddress> addresses) {
  public Pin {
    addresses = List.copyOf(addresses);
    if (!through.equals(interfaceName) && mac.isEmpty()) {
      throw new IllegalArgumentException("a port of a bridge needs a hardware address");
    }
  }

  boolean isBridged() {
    return !through.equals(interfaceName);
  }
}
