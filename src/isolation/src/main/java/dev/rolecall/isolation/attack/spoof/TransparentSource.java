package dev.rolecall.isolation.attack.spoof;

import dev.rolecall.isolation.attack.Attack;
import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.foothold.Answer;
import dev.rolecall.isolation.foothold.Foothold;
import dev.rolecall.isolation.rig.Topology;
import dev.rolecall.isolation.scene.Http;
import dev.rolecall.isolation.scene.Outcome;
import dev.rolecall.isolation.scene.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Calls from the victim's address with NET_RAW alone, which containers have by default. */
public final class TransparentSource implements Attack {
  @Override
  public String name() {
    return "transparent-source";
  }

  @Override
  public String does() {
    return "with NET_RAW alone binds sockets to the victim's address (IP_TRANSPARENT) and asks";
  }

  /** The answers go to the victim, who resets what it did not open. */
  @Override
  public Set<Topology> succeedsUnguarded() {
    return Set.of();
  }

  @Override
  public Outcome run(Scene scene) {
    String victim = Cast.VICTIM.place().v4();
    List<Answer> answers = new ArrayList<>();
    try (Foothold attacker = scene.withRawAlone(Cast.ATTACKER)) {
      Http.Line line = (host, port, request) -> attacker.askAs(victim, host, port, request);
      answers.addAll(Http.imds(line, Http.IMDS4));
      answers.add(line.ask(Http.ECS4, Http.PORT, Http.ecs(Cast.VICTIM.credentialsId())));
    }
    return scene.anyByte(answers);
  }
}
