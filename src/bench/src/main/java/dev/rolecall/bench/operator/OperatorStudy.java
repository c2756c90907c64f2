package dev.rolecall.bench.operator;

import dev.rolecall.bench.load.ServerProcess;
import dev.rolecall.bench.measure.Comparison;
import dev.rolecall.bench.measure.Effort;
import dev.rolecall.bench.measure.Goal;
import dev.rolecall.bench.measure.Measurement;
import dev.rolecall.bench.measure.Metric;
import dev.rolecall.bench.measure.Study;
import dev.rolecall.json.Json;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * A full API server, at which the operator is started: until everything is told that it is ready,
 * then while nothing changes, then for one change after the other.
 */
public final class OperatorStudy implements Study {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** Numbers of roles that are judged together. */
  private static final List<Integer> JUDGED = List.of(100, 1_000, 10_000);

  private static final String PATCHES = "statusPatches";

  private final Map<String, Integer> given;
  private final List<Measurement> measured = new ArrayList<>();
  private final List<Comparison> compared = new ArrayList<>();

  /**
   * @param given other numbers of {@code roles}, {@code associations} and {@code pods} than usual
   */
  public OperatorStudy(Map<String, Integer> given) {
    this.given = Map.copyOf(given);
  }

  @Override
  public List<Measurement> measure(Effort effort) {
    Quantities quantities = Quantities.of(effort, given);
    try (OperatorStage stage = new OperatorStage()) {
      measure(stage, quantities);
    } catch (IOException e) {
      throw new IllegalStateException("the operator cannot be measured: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return List.copyOf(measured);
  }

  @Override
  public List<Comparison> comparisons(Effort effort) {
    return Stream.concat(
            JUDGED.stream()
                .limit(effort == Effort.QUICK ? 1 : JUDGED.size())
                .map(roles ->
                    new Comparison(
                        "judge(roles=%d)".formatted(roles), "readRole(roles=%d)".formatted(roles))),
            compared.stream())
        .toList();
  }

  @Override
  public List<Goal> goals() {
    return OperatorGoals.of(measured);
  }

  private void measure(OperatorStage stage, Quantities quantities)
      throws IOException, InterruptedException {
    Population population = new Population(stage.client(), quantities);
    progress("creating " + quantities.name("objects"));
    population.create();
    measureBound(stage.client(), population, quantities);
    try (Readiness readiness = new Readiness(stage.client())) {
      try (ServerProcess operator = stage.operator()) {
        measureStart(stage, operator, readiness, quantities);
        measureRest(stage, operator, quantities);
        measureChanges(stage.client(), operator, readiness, quantities);
      }
    }
    try (ServerProcess sts = stage.informersOfSts()) {
      String name = quantities.name("informersOfSts");
      add(name, Metric.START, sts.await().millis());
      addResident(name, sts);
    }
  }

  /** What the API server can take: a client that does nothing but write status. */
  private void measureBound(KubernetesClient client, Population population, Quantities quantities) {
    progress("patching the status of " + quantities.patches() + " roles without an operator");
    String patch = "{\"status\":{\"observedGeneration\":0}}";
    long began = System.nanoTime();
    Population.each(
        IntStream.range(0, quantities.patches()).boxed().toList(),
        number -> Requests.merge(client, population.role(number) + "/status", patch));
    add(PATCHES, Metric.THROUGHPUT, quantities.patches() / seconds(began));
  }

  private void measureStart(
      OperatorStage stage, ServerProcess operator, Readiness readiness, Quantities quantities)
      throws IOException {
    String name = quantities.name("ready");
    Calls before = Calls.now(stage.client());
    operator.await();
    progress("the operator serves after %.0f ms".formatted(operator.millis()));
    try {
      readiness.await(quantities.resources(), LIMIT);
    } catch (IllegalStateException e) {
      throw new IllegalStateException(e.getMessage() + "\n" + stage.log(), e);
    }
    double millis = operator.millis();
    add(name, Metric.START, millis);
    add(name, Metric.THROUGHPUT, quantities.resources() / millis * 1e3);
    add(name, Metric.CPU, operator.cpu().toNanos() / 1e3 / quantities.resources());
    Calls calls = Calls.now(stage.client()).since(before);
    progress("calls: " + calls.byKind());
    add(name, Metric.CALLS, (double) calls.ended() / quantities.resources());
    addResident(name, operator);
    compared.add(new Comparison(name, PATCHES));
  }

  private void measureRest(OperatorStage stage, ServerProcess operator, Quantities quantities)
      throws IOException, InterruptedException {
    String name = quantities.name("rest");
    // What it was about to do when the last resource became ready.
    Thread.sleep(quantities.steady().dividedBy(4));
    progress("looking at what it does when nothing changes, for " + quantities.steady());
    Calls before = Calls.now(stage.client());
    long cpu = operator.cpu().toNanos();
    Thread.sleep(quantities.steady());
    Calls calls = Calls.now(stage.client()).since(before);
    progress("calls: " + calls.byKind());
    add(name, Metric.WRITES, calls.writes());
    add(
        name,
        Metric.LOAD,
        (operator.cpu().toNanos() - cpu) / (double) quantities.steady().toNanos());
    addResident(name, operator);
  }

  private void measureChanges(
      KubernetesClient client, ServerProcess operator, Readiness readiness, Quantities quantities) {
    String name = quantities.name("change");
    progress("changing " + quantities.changes() + " roles, one after the other");
    Population population = new Population(client, quantities);
    Histogram times = new Histogram(3);
    Calls before = Calls.now(client);
    long cpu = operator.cpu().toNanos();
    for (int i = 0; i < quantities.changes(); i++) {
      String patch = Json.write(Map.of("spec", Map.of("description", "change " + i)));
      GenericKubernetesResource changed =
          Serialization.unmarshal(
              Requests.merge(client, population.role(i), patch), GenericKubernetesResource.class);
      long began = System.nanoTime();
      readiness.await(
          changed.getMetadata().getNamespace(),
          changed.getMetadata().getName(),
          changed.getMetadata().getGeneration());
      times.recordValue(System.nanoTime() - began);
    }
    add(name, Metric.TIME, times.getValueAtPercentile(50));
    add(name, Metric.TIME_P99, times.getValueAtPercentile(99));
    add(name, Metric.CPU, (operator.cpu().toNanos() - cpu) / 1e3 / quantities.changes());
    Calls calls = Calls.now(client).since(before);
    progress("calls: " + calls.byKind());
    // One write of each was the bench's own.
    add(name, Metric.WRITES, (double) calls.writes() / quantities.changes() - 1);
  }

  private void addResident(String name, ServerProcess server) throws IOException {
    server.residentMebibytes().ifPresent(mebibytes -> add(name, Metric.RESIDENT, mebibytes));
  }

  private void add(String name, Metric metric, double value) {
    progress("%s, %s: %.1f".formatted(name, metric, value));
    measured.add(new Measurement(name, metric, value));
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  private static void progress(String line) {
    System.err.println("# " + line);
  }
}
