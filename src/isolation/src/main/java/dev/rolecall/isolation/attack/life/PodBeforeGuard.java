package dev.rolecall.isolation.attack.life;

import dev.rolecall.isolation.attack.Attack;
import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.foothold.Answer;
import dev.rolecall.isolation.scene.Http;
import dev.rolecall.isolation.scene.Outcome;
import dev.rolecall.isolation.scene.Scene;
import java.util.List;

/** A pod that is there before the guard: the node has booted, and only its boot unit has run. */
public final class PodBeforeGuard implements Attack {
  @Override
  public String name() {
    return "pod-before-guard";
  }

  @Override
  public String does() {
    return "hammers the real metadata service from the start of the kubelet on, before the guard and the agent come";
  }

  @Override
  public Outcome run(Scene scene) {
    scene.defence().reboot();
    try (Hammered hammered = Hammered.begin(scene)) {
      List<Answer> early = Http.imds(scene.at(Cast.ATTACKER)::ask, Http.IMDS4);
      scene.defence().startGuard();
      scene.defence().startServer();
      Outcome outcome = scene.any(early);
      return outcome instanceof Outcome.Leaked ? outcome : hammered.outcome(Cast.VICTIM);
    }
  }
}
