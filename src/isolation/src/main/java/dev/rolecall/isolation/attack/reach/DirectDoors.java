package dev.rolecall.isolation.attack.reach;

import dev.rolecall.isolation.attack.Attack;
import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.foothold.Answer;
import dev.rolecall.isolation.foothold.Foothold;
import dev.rolecall.isolation.rig.Outside;
import dev.rolecall.isolation.scene.Http;
import dev.rolecall.isolation.scene.Outcome;
import dev.rolecall.isolation.scene.Scene;
import java.util.ArrayList;
import java.util.List;

/** Asks the server behind the guard's back: at its own ports, at the node's addresses. */
public final class DirectDoors implements Attack {
  private static final List<Integer> PORTS = List.of(8491, 8492, 8493, 8494);
  private static final String STAND_IN = "169.254.170.254";
  private static final List<String> AGENT = List.of(Http.EKS4, Http.ECS4, STAND_IN);

  @Override
  public String name() {
    return "direct-doors";
  }

  @Override
  public String does() {
    return "asks the agent's own ports at its addresses, the node's, the gateway's and the stand-in's";
  }

  @Override
  public Outcome run(Scene scene) {
    Foothold attacker = scene.at(Cast.ATTACKER);
    List<String> hosts = new ArrayList<>(AGENT);
    hosts.add(Outside.NODE4);
    hosts.add(scene.network().gateway());
    List<Answer> answers = new ArrayList<>();
    for (String host : hosts) {
      for (int port : PORTS) {
        answers.add(attacker.ask(host, port, Http.eks(host, scene.tokens().of(Cast.ATTACKER))));
      }
    }
    answers.add(attacker.ask(STAND_IN, Http.PORT, Http.putToken(STAND_IN)));
    return scene.anyByte(answers);
  }
}
