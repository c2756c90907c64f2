package dev.rolecall.isolation.attack.token;

import dev.rolecall.isolation.attack.Attack;
import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.foothold.Answer;
import dev.rolecall.isolation.foothold.Foothold;
import dev.rolecall.isolation.scene.Http;
import dev.rolecall.isolation.scene.Outcome;
import dev.rolecall.isolation.scene.Scene;
import java.util.List;

/** Uses a token of the metadata service that another pod got. */
public final class ImdsTokenOfAnother implements Attack {
  @Override
  public String name() {
    return "imds-token-of-another-pod";
  }

  @Override
  public String does() {
    return "asks the metadata service with a token that the victim got there";
  }

  @Override
  public Outcome run(Scene scene) {
    String token =
        scene.at(Cast.VICTIM).ask(Http.IMDS4, Http.PORT, Http.putToken(Http.IMDS4)).body();
    Foothold attacker = scene.at(Cast.ATTACKER);
    List<Answer> answers =
        List.of(Http.ROLES, Http.ROLES + Cast.VICTIM.role(), Http.ROLES + Cast.ATTACKER.role())
            .stream()
            .map(path ->
                attacker.ask(Http.IMDS4, Http.PORT, Http.withToken(path, Http.IMDS4, token)))
            .toList();
    return scene.accepted(answers);
  }
}
