package dev.rolecall.isolation.rig;

import java.util.Locale;

/** How pods are connected to their node. */
public enum Topology {
  /** Each by a pair of interfaces and a route of its own, as Calico and Amazon's CNI do. */
  ROUTED,
  /** All by one bridge, as kubenet, flannel and the CNI project's bridge plugin do. */
  BRIDGE;

  /** As options and reports name it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
