package dev.rolecall.agent.guard;

/** Pods with a route each. */
class GuardRoutedIT extends GuardScenarios {
  GuardRoutedIT() {
    super(Rig.Topology.ROUTED);
  }
}
