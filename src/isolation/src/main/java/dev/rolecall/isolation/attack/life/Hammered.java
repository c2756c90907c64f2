package dev.rolecall.isolation.attack.life;

import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.cluster.Pod;
import dev.rolecall.isolation.foothold.Answer;
import dev.rolecall.isolation.foothold.Foothold;
import dev.rolecall.isolation.scene.Http;
import dev.rolecall.isolation.scene.Outcome;
import dev.rolecall.isolation.scene.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pods that ask the real metadata service all the time, by every door, while something happens. */
final class Hammered implements AutoCloseable {
  private final Scene scene;
  private final Foothold attacker;
  private final List<String> works = new ArrayList<>();

  private Hammered(Scene scene, Foothold attacker) {
    this.scene = scene;
    this.attacker = attacker;
  }

  static Hammered begin(Scene scene) {
    Hammered hammered = new Hammered(scene, scene.another(Cast.QUIET));
    for (String host : Http.imdsHosts()) {
      hammered.at(host, Http.PORT);
      hammered.at(host, 8080);
    }
    return hammered;
  }

  private void at(String host, int port) {
    String name = "imds" + works.size();
    works.add(name);
    attacker.hammer(name, host, port, 2, Http.request("GET", Http.ROLES + "node", host));
  }

  /** What came of it, and whether the victim is served afterwards. */
  Outcome outcome(Pod served) {
    List<Answer> answers = new ArrayList<>(Http.imds(attacker::ask, Http.IMDS4));
    works.stream().map(attacker::harvest).forEach(answers::add);
    Outcome outcome = scene.any(answers);
    Optional<String> failure = scene.failureToServe(served);
    return outcome instanceof Outcome.Blocked && failure.isPresent()
        ? new Outcome.Leaked(failure.orElseThrow())
        : outcome;
  }

  @Override
  public void close() {
    attacker.close();
  }
}
