package dev.rolecall.agent.guard;

/** Pods on a bridge whose frames the IP layer's rules see too. */
class GuardBridgedNetfilterIT extends GuardScenarios {
  GuardBridgedNetfilterIT() {
    super(Rig.Topology.BRIDGED_NETFILTER);
  }
}
