package dev.rolecall.agent.caller;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;

/**
 * An interface that the guard has pinned to its addresses.
 *
 * @param index its own
 * @param throughIndex of the interface by which the IP layer sees its packets: a bridge's, where it
 *     is a port of one, else its own
 * @param uid of the pod, where the network plugin was told it
 */
public record InterfaceEntry(
    String name,
    int index,
    int throughIndex,
    Set<InetAddress> addresses,
    String namespace,
    String pod,
    Optional<String> uid) {
  public InterfaceEntry {
    addresses = Set.copyOf(addresses);
  }

  /** Whether it is a port of a bridge. */
  boolean isOnBridge() {
    return index != throughIndex;
  }
}
