package dev.rolecall.bench.sts;

import dev.rolecall.bench.load.LoadClient;
import dev.rolecall.bench.load.LoadClient.Load;
import dev.rolecall.bench.load.ServerProcess;
import dev.rolecall.bench.measure.Comparison;
import dev.rolecall.bench.measure.Effort;
import dev.rolecall.bench.measure.Goal;
import dev.rolecall.bench.measure.Measurement;
import dev.rolecall.bench.measure.Metric;
import dev.rolecall.bench.measure.Study;
import dev.rolecall.bench.sts.Operation.Asked;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** sts over HTTP: how many calls, how long, for how much of the processors, and its start. */
public final class StsStudy implements Study {
  private static final int CONNECTIONS = 32;
  private static final double HALF = 0.5;
  private static final int WARM_UP_TURNS = 2;

  /** A server that is asked one thing alone is asked it so many times as often before. */
  private static final int TIMES_ALONE = 4;

  private static final List<String> PACED =
      List.of(Operations.NEW_TOKENS, Operations.CALLER_NEW, Operations.AUTHORIZE_NEW);

  private final List<Measurement> measured = new ArrayList<>();

  /** What the rounds of one operation gave. */
  private record Rounds(List<Double> rates, List<Double> micros) {}

  @Override
  public List<Measurement> measure(Effort effort) {
    Quantities quantities = Quantities.of(effort);
    try (Stage stage = new Stage()) {
      measureLoad(stage, quantities);
      measured.addAll(new Starts(stage, quantities).measure());
    } catch (IOException e) {
      throw new IllegalStateException("sts cannot be measured: " + e.getMessage(), e);
    }
    return List.copyOf(measured);
  }

  private void measureLoad(Stage stage, Quantities quantities) throws IOException {
    progress("starting sts with a small and a large directory");
    try (ServerProcess small = stage.startWithBounds("small", Directory.SMALL, List.of());
        ServerProcess large = stage.startWithBounds("large", quantities.directory(), List.of());
        LoadClient ofSmall = new LoadClient(small.await().port(), CONNECTIONS);
        LoadClient ofLarge = new LoadClient(large.await().port(), CONNECTIONS)) {
      progress("signing tokens, each another one");
      List<Operation> operations =
          new Operations(stage, quantities, new Asked(small, ofSmall), new Asked(large, ofLarge))
              .all();
      warmUp(operations, quantities.warmUp());
      measureRates(operations, quantities.rounds());
      measureLatencies(operations, quantities);
      large
          .residentMebibytes()
          .ifPresent(mebibytes -> add("sts(pods=50000)", Metric.RESIDENT, mebibytes));
    }
  }

  /** In turns, as they are measured: what they share is compiled for all of them. */
  private static void warmUp(List<Operation> operations, int requests) throws IOException {
    for (int turn = 0; turn < WARM_UP_TURNS; turn++) {
      for (Operation operation : operations) {
        progress("warming up " + operation.name());
        List<byte[]> of = operation.warmUp();
        int count = requests * (isAlone(operation, operations) ? TIMES_ALONE : 1) / WARM_UP_TURNS;
        operation.client().client().flood(count, i -> of.get(i % of.size()));
      }
    }
  }

  private static boolean isAlone(Operation operation, List<Operation> all) {
    return all.stream()
        .allMatch(other -> other == operation || other.client() != operation.client());
  }

  private void measureRates(List<Operation> operations, int rounds) throws IOException {
    Map<String, Rounds> all = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Operation operation : operations) {
        List<byte[]> requests = operation.requests().apply(round);
        // What the requests were made of is not collected while they are sent.
        System.gc();
        ServerProcess server = operation.client().server();
        long before = server.cpu().toNanos();
        Load load = operation.client().client().flood(requests.size(), requests::get);
        double micros = (server.cpu().toNanos() - before) / 1e3 / load.requests();
        progress(
            "%s: %.0f a second, %.1f us of CPU each"
                .formatted(operation.name(), load.perSecond(), micros));
        Rounds of =
            all.computeIfAbsent(
                operation.name(), name -> new Rounds(new ArrayList<>(), new ArrayList<>()));
        of.rates().add(load.perSecond());
        of.micros().add(micros);
      }
    }
    all.forEach((name, of) -> {
      add(name, Metric.THROUGHPUT, median(of.rates()));
      add(name, Metric.CPU, median(of.micros()));
    });
  }

  private void measureLatencies(List<Operation> operations, Quantities quantities)
      throws IOException {
    for (Operation operation : operations) {
      if (PACED.contains(operation.name())) {
        double most = value(operation.name(), Metric.THROUGHPUT);
        List<byte[]> requests = operation.requests().apply(quantities.rounds());
        int count = Math.min(quantities.paced(), requests.size());
        Load load = operation.client().client().pace(count, requests::get, most * HALF);
        String name = operation.name().replace(")", ",load=half)");
        progress(name + ": p99 " + load.latencies().getValueAtPercentile(99) / 1e6 + " ms");
        add(name, Metric.TIME, load.latencies().getValueAtPercentile(50));
        add(name, Metric.TIME_P99, load.latencies().getValueAtPercentile(99));
        add(name, Metric.TIME_P999, load.latencies().getValueAtPercentile(99.9));
      }
    }
  }

  @Override
  public List<Comparison> comparisons(Effort effort) {
    return List.of(
        new Comparison(Operations.NEW_TOKENS, Operations.VERIFICATION),
        new Comparison(Operations.RETURNING_TOKENS, Operations.NEW_TOKENS),
        new Comparison(Operations.LARGE_DIRECTORY, Operations.NEW_TOKENS),
        new Comparison(Operations.CALLER_NEW, Operations.CALLER_NEW_CONSTANT),
        new Comparison(Operations.CALLER_RETURNING, Operations.CALLER_CONSTANT),
        new Comparison(Operations.AUTHORIZE_NEW, Operations.AUTHORIZE_NEW_CONSTANT),
        new Comparison(Operations.AUTHORIZE_RETURNING, Operations.AUTHORIZE_CONSTANT));
  }

  @Override
  public List<Goal> goals() {
    return StsGoals.ALL;
  }

  private double value(String name, Metric metric) {
    return measured.stream()
        .filter(found -> found.name().equals(name) && found.metric() == metric)
        .findFirst()
        .orElseThrow()
        .value();
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
