package dev.rolecall.isolation.program;

import dev.rolecall.isolation.cluster.Pod;
import dev.rolecall.isolation.fake.NaiveAgent;
import dev.rolecall.isolation.rig.Namespace;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The agent of a node without a guard. */
public final class NaivePrograms {
  private final Namespace node;
  private final Places places;
  private final List<String> pods;
  private Optional<Program> running = Optional.empty();

  public NaivePrograms(Namespace node, Places places, Collection<Pod> pods) {
    this.node = node;
    this.places = places;
    this.pods =
        pods.stream()
            .map(pod ->
                String.join(
                    ",",
                    pod.account().value(),
                    pod.uid(),
                    pod.credentialsId(),
                    pod.place().v4(),
                    "fd77:0:0:0:0:0:0:" + Integer.toHexString(pod.place().number())))
            .toList();
  }

  public void start() {
    Program agent =
        Program.start(
            "the naive agent",
            node.command(places.own(NaiveAgent.class, pods)),
            Map.of(),
            places.log("naive"));
    int ready = readyCount(agent);
    running = Optional.of(agent.await(() -> readyCount(agent) > ready));
  }

  private static int readyCount(Program agent) {
    return (int) agent.log().lines().filter("ready"::equals).count();
  }

  public void stop() {
    running.ifPresent(Program::kill);
    running = Optional.empty();
  }
}
