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

/** A pod on the host's network asks for what is the node's or other pods'. */
public final class HostProcess implements Attack {
  @Override
  public String name() {
    return "host-network";
  }

  @Override
  public String does() {
    return "asks from the host's network, as an ordinary user: the real metadata service, and the agent without a token, with another pod's, with one whose account forbids it";
  }

  @Override
  public Outcome run(Scene scene) {
    Foothold host = scene.hostPod();
    List<Answer> answers = new ArrayList<>();
    Http.imdsHosts().forEach(address -> answers.addAll(Http.imds(host::ask, address)));
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
