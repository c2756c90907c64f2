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

/** A pod on the host's network asks without a token, and with one of a pod that is elsewhere. */
public final class HostProcess implements Attack {
  @Override
  public String name() {
    return "host-network";
  }

  @Override
  public String does() {
    return "asks the agent from the host's network: without a token, with a pod's, with one of an account that forbids it";
  }

  @Override
  public Outcome run(Scene scene) {
    Foothold host = scene.onHost();
    List<Answer> answers = new ArrayList<>();
    answers.add(host.ask(Http.EKS4, Http.PORT, Http.request("GET", "/v1/credentials", Http.EKS4)));
    answers.add(
        host.ask(Http.EKS4, Http.PORT, Http.eks(Http.EKS4, scene.tokens().of(Cast.VICTIM))));
    answers.add(
        host.ask(
            Http.EKS4, Http.PORT, Http.eks(Http.EKS4, scene.tokens().of(Cast.ON_HOST_REFUSED))));
    answers.add(host.ask(Http.ECS4, Http.PORT, Http.ecs(Cast.ON_HOST.credentialsId())));
    answers.add(host.ask(Http.ECS4, Http.PORT, Http.ecs(Cast.VICTIM.credentialsId())));
    return scene.any(answers);
  }
}
