package dev.rolecall.isolation.attack.spoof;

import dev.rolecall.isolation.attack.Attack;
import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.foothold.Answer;
import dev.rolecall.isolation.rig.Topology;
import dev.rolecall.isolation.scene.Outcome;
import dev.rolecall.isolation.scene.Scene;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Takes the victim's hardware address too, so that the bridge leads its frames to the attacker. */
public final class ClonedMac implements Attack {
  private static final int TIMES = 3;

  @Override
  public String name() {
    return "cloned-mac";
  }

  @Override
  public String does() {
    return "takes the victim's hardware address and addresses (the bridge's table is poisoned), and asks";
  }

  @Override
  public Set<Topology> topologies() {
    return EnumSet.of(Topology.BRIDGE);
  }

  @Override
  public Outcome run(Scene scene) {
    List<Answer> answers = new ArrayList<>();
    try (Disguise disguise = Disguise.as(scene, Cast.VICTIM)) {
      for (int i = 0; i < TIMES; i++) {
        disguise.announces(scene.attachment(Cast.VICTIM).mac());
        disguise.forgetsGateway();
        answers.addAll(disguise.asksEveryWay());
      }
    }
    return scene.foreign(Cast.ATTACKER, answers);
  }
}
