package dev.rolecall.isolation.attack.spoof;

import dev.rolecall.isolation.attack.Attack;
import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.rig.Topology;
import dev.rolecall.isolation.scene.Outcome;
import dev.rolecall.isolation.scene.Scene;
import java.util.EnumSet;
import java.util.Set;

/**
 * Takes the victim's addresses as its own (NET_ADMIN) and asks from them, while the victim lives.
 */
public final class BorrowedAddress implements Attack {
  @Override
  public String name() {
    return "borrowed-address";
  }

  @Override
  public String does() {
    return "adds the victim's addresses to its own interface and asks from them";
  }

  /** Without a bridge the answers go to the victim. */
  @Override
  public Set<Topology> succeedsUnguarded() {
    return EnumSet.of(Topology.BRIDGE);
  }

  @Override
  public Outcome run(Scene scene) {
    try (Disguise disguise = Disguise.as(scene, Cast.VICTIM)) {
      return scene.foreign(Cast.ATTACKER, disguise.asksEveryWay());
    }
  }
}
