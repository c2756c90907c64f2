package dev.rolecall.isolation.attack.token;

import dev.rolecall.isolation.attack.Attack;
import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.cluster.Pod;
import dev.rolecall.isolation.foothold.Answer;
import dev.rolecall.isolation.scene.Http;
import dev.rolecall.isolation.scene.Outcome;
import dev.rolecall.isolation.scene.Scene;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Replays the token of a pod that is gone, whose credentials the agent had at hand. */
public final class DeadPodToken implements Attack {
  @Override
  public String name() {
    return "token-of-a-dead-pod";
  }

  @Override
  public String does() {
    return "replays the token and the credentials id of a deleted pod, from its address and from another";
  }

  @Override
  public Outcome run(Scene scene) throws IOException {
    Pod newcomer = scene.succession().tellCluster();
    String token = scene.tokens().of(Cast.DOOMED);
    List<Answer> answers = new ArrayList<>();
    for (Pod pod : List.of(newcomer, Cast.ATTACKER)) {
      for (String host : Http.eksHosts()) {
        answers.add(scene.at(pod).ask(host, Http.PORT, Http.eks(host, token)));
      }
      answers.add(scene.at(pod).ask(Http.ECS4, Http.PORT, Http.ecs(Cast.DOOMED.credentialsId())));
    }
    return scene.any(answers);
  }
}
