package dev.rolecall.isolation.attack.load;

import dev.rolecall.isolation.attack.Attack;
import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.foothold.Foothold;
import dev.rolecall.isolation.rig.Topology;
import dev.rolecall.isolation.scene.Http;
import dev.rolecall.isolation.scene.Outcome;
import dev.rolecall.isolation.scene.Scene;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Keeps the agent busy while the victim asks; leaked where the victim is not served within the time
 * that SDKs wait.
 *
 * @param succeedsUnguarded where an agent without limits gives way
 * @param trace whether a limit must have been reached
 * @param begin begins the load, under a name that it is harvested by
 */
public record Starvation(
    String name,
    String does,
    Set<Topology> succeedsUnguarded,
    Trace trace,
    BiConsumer<Scene, Foothold> begin)
    implements Attack {
  private static final String WORK = "load";
  private static final int TIMES = 25;

  /** Slow clients, many connections, many requests, tokens that cost a verification each. */
  public static List<Attack> all() {
    return List.of(
        new Starvation(
            "slow-headers",
            "holds 600 connections with headers that come a byte now and then",
            EnumSet.allOf(Topology.class),
            Trace.TOLD,
            (scene, foothold) -> slow(foothold, Http.request("GET", "/v1/credentials", Http.EKS4))),
        new Starvation(
            "many-headers",
            "holds 600 connections with heads of 3,000 headers that do not end",
            EnumSet.allOf(Topology.class),
            Trace.NONE,
            (scene, foothold) ->
                slow(
                    foothold,
                    "GET /v1/credentials HTTP/1.1\r\n" + "a:\r\n".repeat(3_000) + "\r\n")),
        new Starvation(
            "idle-connections",
            "holds 600 connections on which nothing comes",
            EnumSet.allOf(Topology.class),
            Trace.TOLD,
            (scene, foothold) -> slow(foothold, "\r\n")),
        new Starvation(
            "request-flood",
            "asks for its own credentials as fast as it can on 16 connections",
            Set.of(),
            // Whether it comes to its limit in this time is the machine's affair.
            Trace.NONE,
            (scene, foothold) ->
                flood(foothold, Http.eks(Http.EKS4, scene.tokens().of(Cast.ATTACKER)))),
        new Starvation(
            "connection-flood",
            "opens a connection for each call, as fast as it can on 64 at a time",
            // Where the victim has to wait too long: sometimes.
            Set.of(),
            Trace.NONE,
            (scene, foothold) ->
                foothold.hammer(
                    WORK,
                    Http.EKS4,
                    Http.PORT,
                    64,
                    Http.request(
                        "GET",
                        "/v1/credentials",
                        Http.EKS4,
                        "Authorization: " + scene.tokens().of(Cast.ATTACKER),
                        "Connection: close"))),
        new Starvation(
            "garbage-tokens",
            "asks with tokens that are signed by nobody as fast as it can",
            Set.of(),
            Trace.TOLD,
            (scene, foothold) ->
                flood(foothold, Http.eks(Http.EKS4, scene.tokens().of(Cast.VICTIM) + "A"))));
  }

  private static void slow(Foothold foothold, String request) {
    foothold.drip(WORK, Http.EKS4, Http.PORT, 600, request.substring(0, request.length() - 2));
  }

  private static void flood(Foothold foothold, String request) {
    foothold.hammer(WORK, Http.EKS4, Http.PORT, 16, request);
  }

  @Override
  public Outcome run(Scene scene) {
    try (Foothold attacker = scene.another(Cast.ATTACKER)) {
      begin.accept(scene, attacker);
      for (int i = 0; i < TIMES; i++) {
        Optional<String> failure = scene.failureToServe(Cast.VICTIM);
        if (failure.isPresent()) {
          return new Outcome.Leaked(failure.orElseThrow());
        }
      }
      attacker.harvest(WORK);
    }
    return new Outcome.Blocked("the victim was served " + TIMES + " times");
  }
}
