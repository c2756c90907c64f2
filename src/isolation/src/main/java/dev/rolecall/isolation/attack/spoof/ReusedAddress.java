package dev.rolecall.isolation.attack.spoof;

import dev.rolecall.isolation.attack.Attack;
import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.cluster.Pod;
import dev.rolecall.isolation.foothold.Answer;
import dev.rolecall.isolation.foothold.Foothold;
import dev.rolecall.isolation.rig.Namespace;
import dev.rolecall.isolation.scene.Http;
import dev.rolecall.isolation.scene.Outcome;
import dev.rolecall.isolation.scene.Scene;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A new pod gets the address of one that went, and the cluster's events are late. */
public final class ReusedAddress implements Attack {
  @Override
  public String name() {
    return "reused-address";
  }

  @Override
  public String does() {
    return "asks as a new pod with the address of one whose end the cluster has not told yet";
  }

  @Override
  public Outcome run(Scene scene) throws IOException {
    Pod newcomer = scene.succession().reuseAddress();
    Foothold foothold = scene.at(newcomer);
    List<Answer> answers =
        new ArrayList<>(
            Http.everyWay(
                foothold::ask, scene.tokens().of(Cast.DOOMED), Cast.DOOMED.credentialsId()));
    if (Namespace.hasIpv6()) {
      answers.addAll(Http.imds(foothold::ask, Http.IMDS6));
    }
    return scene.foreign(newcomer, answers);
  }
}
