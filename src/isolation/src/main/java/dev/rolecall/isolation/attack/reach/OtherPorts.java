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

/** Goes past a rule for port 80. */
public final class OtherPorts implements Attack {
  @Override
  public String name() {
    return "imds-other-ports";
  }

  @Override
  public String does() {
    return "asks the real metadata service on ports 443 and 8080, IPv4 and IPv6";
  }

  @Override
  public Outcome run(Scene scene) {
    Foothold attacker = scene.at(Cast.ATTACKER);
    List<Answer> answers = new ArrayList<>();
    for (String host : Http.imdsHosts()) {
      for (int port : new int[] {443, 8080}) {
        answers.add(attacker.ask(host, port, Http.request("GET", Http.ROLES, host)));
      }
    }
    return scene.anyByte(answers);
  }
}
