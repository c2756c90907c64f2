package dev.rolecall.isolation.attack.spoof;

import dev.rolecall.isolation.attack.Attack;
import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.foothold.Answer;
import dev.rolecall.isolation.foothold.Foothold;
import dev.rolecall.isolation.scene.Http;
import dev.rolecall.isolation.scene.Outcome;
import dev.rolecall.isolation.scene.Scene;
import java.util.ArrayList;
import java.util.List;

/** Asks from an address that a finished pod has in its status too. */
public final class SharedAddress implements Attack {
  @Override
  public String name() {
    return "shared-address";
  }

  @Override
  public String does() {
    return "asks from an address that the status of a finished pod of another tenant has too";
  }

  @Override
  public Outcome run(Scene scene) {
    Foothold attacker = scene.at(Cast.ATTACKER);
    List<Answer> answers = new ArrayList<>(Http.imds(attacker::ask, Http.IMDS4));
    answers.add(
        attacker.ask(Http.EKS4, Http.PORT, Http.eks(Http.EKS4, scene.tokens().of(Cast.FINISHED))));
    answers.add(attacker.ask(Http.ECS4, Http.PORT, Http.ecs(Cast.FINISHED.credentialsId())));
    return scene.foreign(Cast.ATTACKER, answers);
  }
}
