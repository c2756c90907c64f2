package dev.rolecall.isolation.attack.wire;

import dev.rolecall.isolation.attack.Attack;
import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.foothold.Answer;
import dev.rolecall.isolation.foothold.Foothold;
import dev.rolecall.isolation.scene.Http;
import dev.rolecall.isolation.scene.Outcome;
import dev.rolecall.isolation.scene.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Sends requests byte by byte as they stand here.
 *
 * @param requests made with the attacker's own tokens
 * @param judge of all that came back
 */
record RawRequests(
    String name,
    String does,
    Trace trace,
    Function<Own, List<Raw>> requests,
    BiFunction<Scene, List<Answer>, Outcome> judge)
    implements Attack {
  private static final int QUIET_MILLIS = 40;

  /**
   * A request and whom it is for.
   *
   * @param text all bytes, more than one request perhaps
   */
  record Raw(String host, String text) {}

  /**
   * What the attacker rightly has, and what it knows of the victim.
   *
   * @param pod its pod token
   * @param imds its token of the metadata service
   * @param victim the victim's pod token, stolen
   */
  record Own(String pod, String imds, String victim) {}

  @Override
  public Outcome run(Scene scene) {
    Foothold attacker = scene.at(Cast.ATTACKER);
    String imds = attacker.ask(Http.IMDS4, Http.PORT, Http.putToken(Http.IMDS4)).body();
    Own own = new Own(scene.tokens().of(Cast.ATTACKER), imds, scene.tokens().of(Cast.VICTIM));
    List<Answer> answers = new ArrayList<>();
    for (Raw raw : requests.apply(own)) {
      Foothold.Conversation conversation = attacker.keepOpen(raw.host(), Http.PORT);
      conversation.send(raw.text());
      answers.add(conversation.receive(QUIET_MILLIS));
      conversation.close();
    }
    return judge.apply(scene, answers);
  }
}
