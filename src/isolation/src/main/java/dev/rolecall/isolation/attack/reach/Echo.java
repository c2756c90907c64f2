package dev.rolecall.isolation.attack.reach;

import dev.rolecall.isolation.attack.Attack;
import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.foothold.Answer;
import dev.rolecall.isolation.scene.Http;
import dev.rolecall.isolation.scene.Outcome;
import dev.rolecall.isolation.scene.Scene;
import java.util.List;

/** Goes past rules for TCP and UDP: what passes could carry a tunnel. */
public final class Echo implements Attack {
  private static final int MILLIS = 400;

  @Override
  public String name() {
    return "imds-icmp";
  }

  @Override
  public String does() {
    return "sends ICMP echoes to the real metadata service";
  }

  @Override
  public Outcome run(Scene scene) {
    List<Answer> answers =
        Http.imdsHosts().stream().map(host -> scene.at(Cast.ATTACKER).ping(host, MILLIS)).toList();
    return scene.anyByte(answers);
  }
}
