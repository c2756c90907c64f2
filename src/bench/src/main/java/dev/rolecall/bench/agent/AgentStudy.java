package dev.rolecall.bench.agent;

import dev.rolecall.bench.load.LoadClient;
import dev.rolecall.bench.load.LoadClient.Load;
import dev.rolecall.bench.load.ServerProcess;
import dev.rolecall.bench.measure.Comparison;
import dev.rolecall.bench.measure.Effort;
import dev.rolecall.bench.measure.Goal;
import dev.rolecall.bench.measure.Measurement;
import dev.rolecall.bench.measure.Metric;
import dev.rolecall.bench.measure.Study;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The agent of a node over HTTP: cached credentials by each endpoint, against a bare server that
 * answers as many bytes; latency while a pod floods; memory; start.
 */
public final class AgentStudy implements Study {
  static final String CONSTANT = "constant(server=bare)";
  static final String EKS = "credentials(endpoint=eks)";
  static final String ECS = "credentials(endpoint=ecs)";
  static final String IMDS = "credentials(endpoint=imds)";
  static final String FIRST = "credentials(call=first,pods=250)";
  static final String QUIET = "credentials(load=1000)";
  static final String FLOODED = "credentials(load=1000,other=floods)";
  static final String MEMORY = "agent(pods=250)";

  /** Keep-alive connections, each another pod's. */
  private static final int CONNECTIONS = 32;

  private static final double PER_SECOND = 1_000;

  /** Of all pods, before anything is kept for them. */
  private static final int FIRST_CALLS = 2 * NodePeople.PODS;

  private static final Map<String, String> UNLIMITED =
      Map.of("ROLECALL_POD_REQUESTS_PER_SECOND", "1000000");

  /** All of the heap is resident from the start, as it may be after days. */
  private static final String WHOLE_HEAP = "-XX:+AlwaysPreTouch";

  private final List<Measurement> measured = new ArrayList<>();

  /** What one server is asked over and over. */
  private record Asked(
      String name, ServerProcess server, LoadClient client, List<byte[]> requests) {
    Load flood(int count) throws IOException {
      return client.floodAsConnected(count, requests::get);
    }
  }

  /** What the rounds of one gave. */
  private record Rounds(List<Double> rates, List<Double> micros) {}

  @Override
  public List<Measurement> measure(Effort effort) {
    AgentQuantities quantities = AgentQuantities.of(effort);
    try (AgentStage stage = new AgentStage()) {
      AgentStarts starts = new AgentStarts(stage, quantities);
      List<String> options = starts.train();
      measureRates(stage, quantities, options);
      measureFirstCalls(stage, options);
      measureLatencies(stage, quantities, options);
      measured.addAll(starts.measure(options));
    } catch (IOException e) {
      throw new IllegalStateException("the agent cannot be measured: " + e.getMessage(), e);
    }
    return List.copyOf(measured);
  }

  private void measureRates(AgentStage stage, AgentQuantities quantities, List<String> options)
      throws IOException {
    try (AgentStage.Running agent = stage.startForPods("unlimited", UNLIMITED, options).await();
        LoadClient eks = LoadClient.from(NodePeople.addresses(CONNECTIONS), agent.eks());
        LoadClient ecs = LoadClient.from(NodePeople.addresses(CONNECTIONS), agent.ecs());
        LoadClient imds = LoadClient.from(NodePeople.addresses(CONNECTIONS), agent.imds())) {
      List<byte[]> byToken = Wires.eks(stage.people(), agent, CONNECTIONS);
      int bytes = eks.ask(byToken.getFirst()).length();
      try (ServerProcess bare = stage.startConstant(bytes).await();
          LoadClient ofBare = LoadClient.from(NodePeople.addresses(CONNECTIONS), bare.port())) {
        List<Asked> all =
            List.of(
                new Asked(CONSTANT, bare, ofBare, byToken),
                new Asked(EKS, agent.process(), eks, byToken),
                new Asked(ECS, agent.process(), ecs, Wires.ecs(agent, CONNECTIONS)),
                new Asked(IMDS, agent.process(), imds, Wires.imds(agent, CONNECTIONS)));
        for (Asked asked : all) {
          progress("warming up " + asked.name());
          asked.flood(quantities.warmUp());
        }
        takeTurns(all, quantities);
      }
    }
  }

  private void takeTurns(List<Asked> all, AgentQuantities quantities) throws IOException {
    Map<String, Rounds> rounds = new LinkedHashMap<>();
    for (int round = 0; round < quantities.rounds(); round++) {
      for (Asked asked : all) {
        long before = asked.server().cpu().toNanos();
        Load load = asked.flood(quantities.requests());
        double micros = (asked.server().cpu().toNanos() - before) / 1e3 / load.requests();
        progress(
            "%s: %.0f a second, %.1f us of CPU each"
                .formatted(asked.name(), load.perSecond(), micros));
        Rounds of =
            rounds.computeIfAbsent(
                asked.name(), name -> new Rounds(new ArrayList<>(), new ArrayList<>()));
        of.rates().add(load.perSecond());
        of.micros().add(micros);
      }
    }
    rounds.forEach((name, of) -> {
      add(name, Metric.THROUGHPUT, median(of.rates()));
      add(name, Metric.CPU, median(of.micros()));
    });
  }

  /** All pods at once, of an agent that has just started: nobody may be refused. */
  private void measureFirstCalls(AgentStage stage, List<String> options) throws IOException {
    try (AgentStage.Running agent = stage.startForPods("cold", Map.of(), options).await();
        LoadClient pods = LoadClient.from(NodePeople.addresses(NodePeople.PODS), agent.eks())) {
      List<byte[]> requests = Wires.eks(stage.people(), agent, NodePeople.PODS);
      Load load = pods.floodAsConnected(NodePeople.PODS, requests::get);
      progress(FIRST + ": the slowest took " + load.latencies().getMaxValue() / 1e6 + " ms");
      addTimes(FIRST, load);
    }
  }

  /** With the limits that an agent has: all pods but one ask now and then, one all the time. */
  private void measureLatencies(AgentStage stage, AgentQuantities quantities, List<String> options)
      throws IOException {
    int honest = NodePeople.PODS - 1;
    List<String> touching = new ArrayList<>(options);
    touching.add(WHOLE_HEAP);
    try (AgentStage.Running agent = stage.startForPods("limited", Map.of(), touching).await();
        LoadClient pods = LoadClient.from(NodePeople.addresses(honest), agent.eks())) {
      List<byte[]> requests = Wires.eks(stage.people(), agent, NodePeople.PODS);
      progress("warming up " + QUIET);
      try (LoadClient patient = LoadClient.patient(NodePeople.addresses(honest), agent.eks())) {
        patient.paceAsConnected(FIRST_CALLS, requests::get, NodePeople.PODS);
      }
      pods.paceAsConnected(quantities.paced(), requests::get, PER_SECOND);
      pace(QUIET, pods, requests, quantities.paced());
      try (Flood flood = Flood.of(NodePeople.address(honest), agent.eks(), requests.get(honest))) {
        pace(FLOODED, pods, requests, quantities.paced());
        progress("the flood was answered %d times".formatted(flood.answered()));
      }
      agent
          .process()
          .residentMebibytes()
          .ifPresent(mebibytes -> add(MEMORY, Metric.RESIDENT, mebibytes));
    }
  }

  private void pace(String name, LoadClient pods, List<byte[]> requests, int count)
      throws IOException {
    Load load = pods.paceAsConnected(count, requests::get, PER_SECOND);
    progress(name + ": p99 " + load.latencies().getValueAtPercentile(99) / 1e6 + " ms");
    addTimes(name, load);
  }

  private void addTimes(String name, Load load) {
    add(name, Metric.TIME, load.latencies().getValueAtPercentile(50));
    add(name, Metric.TIME_P99, load.latencies().getValueAtPercentile(99));
    add(name, Metric.TIME_P999, load.latencies().getValueAtPercentile(99.9));
  }

  @Override
  public List<Comparison> comparisons(Effort effort) {
    return List.of(
        new Comparison(EKS, CONSTANT),
        new Comparison(ECS, CONSTANT),
        new Comparison(IMDS, CONSTANT),
        new Comparison(FLOODED, QUIET));
  }

  @Override
  public List<Goal> goals() {
    return AgentGoals.ALL;
  }

  static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private void add(String name, Metric metric, double value) {
    measured.add(new Measurement(name, metric, value));
  }

  static void progress(String what) {
    System.err.println("# " + what);
  }
}
