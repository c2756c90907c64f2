package dev.rolecall.isolation.attack.reach;

import dev.rolecall.isolation.attack.Attack;
import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.foothold.Answer;
import dev.rolecall.isolation.foothold.Foothold.Conversation;
import dev.rolecall.isolation.scene.Http;
import dev.rolecall.isolation.scene.Outcome;
import dev.rolecall.isolation.scene.Scene;
import java.util.ArrayList;
import java.util.List;

/** Goes on with connections to the real metadata service that were opened before the guard came. */
public final class KeptConnection implements Attack {
  private final List<Conversation> kept = new ArrayList<>();

  @Override
  public String name() {
    return "imds-kept-connection";
  }

  @Override
  public String does() {
    return "goes on with connections to the real metadata service from before the guard";
  }

  @Override
  public void before(Scene scene) {
    kept.clear();
    for (String host : Http.imdsHosts()) {
      for (int port : new int[] {Http.PORT, 8080}) {
        Conversation conversation = scene.at(Cast.ATTACKER).keepOpen(host, port);
        conversation.ask(Http.request("GET", Http.ROLES, host));
        kept.add(conversation);
      }
    }
  }

  @Override
  public Outcome run(Scene scene) {
    List<Answer> answers =
        kept.stream()
            .map(conversation -> conversation.ask(Http.request("GET", Http.ROLES, Http.IMDS4)))
            .toList();
    kept.forEach(Conversation::close);
    return scene.anyByte(answers);
  }
}
