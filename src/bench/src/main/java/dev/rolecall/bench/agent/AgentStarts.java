package dev.rolecall.bench.agent;

import dev.rolecall.bench.load.LoadClient;
import dev.rolecall.bench.measure.Measurement;
import dev.rolecall.bench.measure.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How long the agent takes from its start until it says that pods can be served. */
final class AgentStarts {
  static final String PLAIN = "start(cache=none)";
  static final String CACHED = "start(cache=aot)";

  /** The release of Java that makes such a cache in one run (JEP 514). */
  private static final int FIRST_WITH_CACHE = 25;

  private static final int TRAINING = 2_000;

  private final AgentStage stage;
  private final AgentQuantities quantities;

  AgentStarts(AgentStage stage, AgentQuantities quantities) {
    this.stage = stage;
    this.quantities = quantities;
  }

  /** The options by which the agent takes its AOT cache, as its image has them; makes one. */
  List<String> train() throws IOException {
    return Runtime.version().feature() < FIRST_WITH_CACHE
        ? List.of()
        : List.of("-XX:AOTCache=" + cache());
  }

  /**
   * @param options {@link #train}'s
   */
  List<Measurement> measure(List<String> options) throws IOException {
    List<Measurement> measured = new ArrayList<>();
    measured.add(new Measurement(PLAIN, Metric.START, median("plain", List.of())));
    if (!options.isEmpty()) {
      measured.add(new Measurement(CACHED, Metric.START, median("cached", options)));
    }
    return measured;
  }

  private Path cache() throws IOException {
    AgentStudy.progress("training the AOT cache");
    Path cache = stage.file("agent.aot");
    try (AgentStage.Running agent =
            stage.startAsDeployed("train", List.of("-XX:AOTCacheOutput=" + cache)).await();
        LoadClient client = new LoadClient(agent.eks(), 4)) {
      List<byte[]> requests = Wires.eks(stage.people(), agent, NodePeople.PODS);
      client.pace(TRAINING, i -> requests.get(i % requests.size()), 400);
    }
    if (Files.notExists(cache)) {
      throw new IOException("no cache was written: " + Files.readString(stage.file("train.log")));
    }
    return cache;
  }

  private double median(String name, List<String> options) throws IOException {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < quantities.starts(); i++) {
      try (AgentStage.Running agent = stage.startAsDeployed(name, options).await()) {
        times.add(agent.process().millis());
        AgentStudy.progress("%s start: %.0f ms".formatted(name, times.getLast()));
      }
    }
    return AgentStudy.median(times);
  }
}
