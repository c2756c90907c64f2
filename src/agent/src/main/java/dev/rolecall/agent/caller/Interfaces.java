package dev.rolecall.agent.caller;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The interfaces of the node's pods, as the guard published them last. */
public final class Interfaces {
  /** Nobody is known. */
  public static final Interfaces NONE = new Interfaces(0, List.of());

  /**
   * How long what was read is believed. The guard lets go of an address so long after it has said
   * so: then nobody who comes by it is taken for whose it was.
   */
  public static final Duration BELIEVED = Duration.ofMillis(300);

  private final long generation;
  private final Map<InetAddress, List<InterfaceEntry>> byAddress = new HashMap<>();

  public Interfaces(long generation, List<InterfaceEntry> entries) {
    this.generation = generation;
    for (InterfaceEntry entry : entries) {
      for (InetAddress address : entry.addresses()) {
        byAddress.computeIfAbsent(address, first -> new ArrayList<>(1)).add(entry);
      }
    }
  }

  public long generation() {
    return generation;
  }

  /** Those that have this address: more than one while one of them is late to go. */
  public List<InterfaceEntry> at(InetAddress address) {
    return byAddress.getOrDefault(address, List.of());
  }
}
