package dev.rolecall.isolation.scene;

import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.cluster.Pod;
import dev.rolecall.isolation.foothold.Answer;
import dev.rolecall.isolation.foothold.Foothold;
import dev.rolecall.isolation.rig.Outside;
import java.util.ArrayList;
import java.util.List;

/**
 * What must work with the guard: a suite in which nobody gets anything would find nothing to be
 * stolen.
 */
public final class Controls {
  private static final int PING_MILLIS = 1000;

  private final Scene scene;
  private final List<String> failures = new ArrayList<>();

  private Controls(Scene scene) {
    this.scene = scene;
  }

  /** What does not work, a sentence each. */
  public static List<String> failures(Scene scene) {
    Controls controls = new Controls(scene);
    for (Pod pod : List.of(Cast.VICTIM, Cast.ATTACKER, Cast.DOOMED)) {
      controls.token(pod, scene.at(pod));
      controls.ecs(pod);
      controls.imds(pod);
    }
    controls.token(Cast.QUIET, scene.at(Cast.QUIET));
    controls.token(Cast.ON_HOST, scene.hostPod());
    controls.network();
    return controls.failures;
  }

  private void token(Pod pod, Foothold from) {
    String token = scene.tokens().of(pod);
    for (String host : Http.eksHosts()) {
      own(pod, "its token at " + host, from.ask(host, Http.PORT, Http.eks(host, token)));
    }
  }

  private void ecs(Pod pod) {
    own(
        pod,
        "its credentials id",
        scene.at(pod).ask(Http.ECS4, Http.PORT, Http.ecs(pod.credentialsId())));
  }

  private void imds(Pod pod) {
    for (String host : Http.imdsHosts()) {
      List<Answer> answers = Http.imds(scene.at(pod)::ask, host);
      own(pod, "the metadata service at " + host, answers.getLast());
    }
  }

  private void own(Pod pod, String way, Answer answer) {
    if (!Loot.isOnlyOf(pod, answer.text())) {
      failures.add(
          "%s must get its own credentials by %s, and got: %s %s"
              .formatted(pod.name(), way, answer.brief(), answer.body()));
    }
  }

  private void network() {
    if (scene.at(Cast.ATTACKER).ask(Outside.SERVER4, 8080, "GET / HTTP/1.1\r\n\r\n").status()
        != 200) {
      failures.add("pods must reach servers beyond the node");
    }
    if (!(scene.at(Cast.ATTACKER).ping(Cast.VICTIM.place().v4(), PING_MILLIS)
        instanceof Answer.Bytes)) {
      failures.add("pods must reach each other");
    }
    if (Loot.in(scene.onHost().ask(Http.IMDS4, Http.PORT, Http.putToken(Http.IMDS4)).text())
        .isEmpty()) {
      failures.add("the node's own processes must reach the real metadata service");
    }
  }
}
