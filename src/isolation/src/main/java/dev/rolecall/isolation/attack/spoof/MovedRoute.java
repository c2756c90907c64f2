package dev.rolecall.isolation.attack.spoof;

import dev.rolecall.isolation.attack.Attack;
import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.rig.Topology;
import dev.rolecall.isolation.scene.Outcome;
import dev.rolecall.isolation.scene.Scene;
import java.util.EnumSet;
import java.util.Set;

/** Asks from the victim's address while the node's route to it leads to the attacker already. */
public final class MovedRoute implements Attack {
  @Override
  public String name() {
    return "moved-route";
  }

  @Override
  public String does() {
    return "asks from the victim's address in the moment in which its route leads to the attacker";
  }

  @Override
  public Set<Topology> topologies() {
    return EnumSet.of(Topology.ROUTED);
  }

  @Override
  public Outcome run(Scene scene) {
    try (Disguise disguise = Disguise.as(scene, Cast.VICTIM)) {
      scene.network().lead(Cast.VICTIM.place(), scene.attachment(Cast.ATTACKER));
      return scene.foreign(Cast.ATTACKER, disguise.asksEveryWay());
    }
  }
}
