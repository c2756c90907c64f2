package dev.rolecall.isolation.attack.reach;

import dev.rolecall.isolation.attack.Attack;
import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.foothold.Answer;
import dev.rolecall.isolation.foothold.Foothold;
import dev.rolecall.isolation.scene.Http;
import dev.rolecall.isolation.scene.Outcome;
import dev.rolecall.isolation.scene.Scene;
import java.util.ArrayList;
import java.util.List;

/** Goes past a rule for TCP; also with datagrams that are fragmented. */
public final class Datagrams implements Attack {
  private static final int MILLIS = 300;
  private static final int FRAGMENTED = 4000;

  @Override
  public String name() {
    return "imds-datagrams";
  }

  @Override
  public String does() {
    return "sends UDP, whole and in fragments, to ports 53 and 80 of the real metadata service";
  }

  @Override
  public Outcome run(Scene scene) {
    Foothold attacker = scene.at(Cast.ATTACKER);
    List<Answer> answers = new ArrayList<>();
    for (String host : Http.imdsHosts()) {
      answers.add(attacker.datagram(host, 53, "who", MILLIS));
      answers.add(attacker.datagram(host, Http.PORT, "a".repeat(FRAGMENTED), MILLIS));
    }
    return scene.anyByte(answers);
  }
}
