package dev.rolecall.isolation.attack.wire;

import dev.rolecall.isolation.attack.Attack;
import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.foothold.Answer;
import dev.rolecall.isolation.scene.Http;
import dev.rolecall.isolation.scene.Outcome;
import dev.rolecall.isolation.scene.Scene;
import java.util.List;
import java.util.stream.Stream;

/** Requests whose end two readers see at different places, each with another one hidden in it. */
public final class Smuggling implements Attack {
  private final RawRequests requests =
      new RawRequests(
          "request-smuggling",
          "hides a second request in the body of a first that two readers end differently",
          Trace.TOLD,
          Smuggling::hidden,
          Smuggling::judged);

  @Override
  public String name() {
    return requests.name();
  }

  @Override
  public String does() {
    return requests.does();
  }

  @Override
  public Outcome run(Scene scene) {
    return requests.run(scene);
  }

  private static List<RawRequests.Raw> hidden(RawRequests.Own own) {
    String inner = Http.withToken(Http.ROLES + Cast.ATTACKER.role(), Http.IMDS4, own.imds());
    String put =
        "PUT %s HTTP/1.1\r\nHost: %s\r\nX-aws-ec2-metadata-token-ttl-seconds: 60\r\n"
            .formatted(Http.TOKEN, Http.IMDS4);
    int length = inner.length();
    return Stream.of(
            put + "Content-Length: " + length + "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            put + "Content-Length: 0\r\nContent-Length: " + length + "\r\n\r\n",
            put + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
            put + "Transfer-Encoding: xchunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
            put + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
            put + "X-Fold: a\r\n Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            put + "Content-Length: +" + length + "\r\n\r\n",
            put + "Host: evil.example\r\n\r\n")
        .map(first -> new RawRequests.Raw(Http.IMDS4, first + inner))
        .toList();
  }

  /** The hidden request may not be answered: it would be the second answer with a role's keys. */
  private static Outcome judged(Scene scene, List<Answer> answers) {
    return scene.any(answers);
  }
}
