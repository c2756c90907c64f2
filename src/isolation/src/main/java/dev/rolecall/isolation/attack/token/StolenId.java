package dev.rolecall.isolation.attack.token;

import dev.rolecall.isolation.attack.Attack;
import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.foothold.Answer;
import dev.rolecall.isolation.foothold.Foothold;
import dev.rolecall.isolation.scene.Http;
import dev.rolecall.isolation.scene.Outcome;
import dev.rolecall.isolation.scene.Scene;
import java.util.List;

/** Uses the victim's address of the ECS endpoint, which is all that ECS itself asks for. */
public final class StolenId implements Attack {
  @Override
  public String name() {
    return "stolen-credentials-id";
  }

  @Override
  public String does() {
    return "asks the ECS endpoint, credentials and metadata, with the victim's id";
  }

  @Override
  public Outcome run(Scene scene) {
    Foothold attacker = scene.at(Cast.ATTACKER);
    String id = Cast.VICTIM.credentialsId();
    List<Answer> answers =
        List.of("/v2/credentials/" + id, "/v4/" + id, "/v4/" + id + "-app", "/v4/" + id + "/task")
            .stream()
            .map(path -> attacker.ask(Http.ECS4, Http.PORT, Http.request("GET", path, Http.ECS4)))
            .toList();
    return scene.accepted(answers);
  }
}
