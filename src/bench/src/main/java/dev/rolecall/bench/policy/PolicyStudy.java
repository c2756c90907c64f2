package dev.rolecall.bench.policy;

import dev.rolecall.bench.engine.Agreement;
import dev.rolecall.bench.engine.IamSimulate;
import dev.rolecall.bench.measure.Comparison;
import dev.rolecall.bench.measure.Effort;
import dev.rolecall.bench.measure.Goal;
import dev.rolecall.bench.measure.Measurement;
import dev.rolecall.bench.measure.Metric;
import dev.rolecall.bench.measure.Study;
import dev.rolecall.bench.workload.Question;
import dev.rolecall.bench.workload.Shape;
import dev.rolecall.bench.workload.Workload;
import dev.rolecall.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds {@link PolicyBenchmark}: all engines must decide alike; compiling, memory and
 * iam-simulate are measured; and the goals.
 */
public final class PolicyStudy implements Study {
  /** Values of parameters that are enough to see that the benchmarks work. */
  public static final Map<String, String[]> QUICK_PARAMETERS =
      Map.of("statements", new String[] {"12", "120"}, "shape", new String[] {"TAG_ONLY"});

  private static final List<Integer> SIZES = List.of(12, 120, 1_200, 12_000);

  /** Above this peers would take minutes for a few decisions. */
  private static final int LARGEST_OF_PEERS = 1_200;

  private static final String IAM_SIMULATE = "iamSimulate";
  private static final int QUESTIONS_OF_SLOW_PEERS = 128;
  private static final int SECONDS_OF_SLOW_PEERS = 10;

  private final List<Measurement> measured = new ArrayList<>();
  private Optional<String> whyNoIamSimulate = Optional.empty();

  @Override
  public void check(Effort effort) {
    for (int statements : sizes(effort)) {
      progress("do all engines decide alike by " + statements + " statements?");
      Workload workload = Workload.of(Shape.REALISTIC, statements);
      Agreement.check(workload);
      if (statements <= LARGEST_OF_PEERS) {
        Agreement.checkCedar(workload);
      }
    }
    if (effort == Effort.FULL) {
      for (Shape shape : Shape.values()) {
        Agreement.check(Workload.of(shape, LARGEST_OF_PEERS));
      }
      askIamSimulate();
    } else {
      whyNoIamSimulate = Optional.of("--quick");
    }
  }

  @Override
  public List<Measurement> measure(Effort effort) {
    for (int statements : sizes(effort)) {
      Workload workload = Workload.of(Shape.REALISTIC, statements);
      add("questions", statements, Metric.SHARE, workload.allowed());
      measureSnapshot(workload);
    }
    return List.copyOf(measured);
  }

  private void measureSnapshot(Workload workload) {
    int statements = workload.statements();
    progress("compiling " + statements + " statements");
    SnapshotCost cost = new SnapshotCost(workload.rules(), statements);
    add(
        "compile",
        statements,
        Metric.COMPILE,
        cost.compileMillis(Math.max(15, 24_000 / statements)));
    add("snapshot", statements, Metric.MEMORY, cost.kibibytes());
  }

  /** Whether it decides alike, and by the way how long it takes. */
  private void askIamSimulate() {
    progress("installing iam-simulate into a temporary folder");
    try (IamSimulate peer = IamSimulate.install()) {
      for (int statements : SIZES) {
        if (statements <= LARGEST_OF_PEERS) {
          progress("iam-simulate decides by " + statements + " statements");
          Workload workload = Workload.of(Shape.REALISTIC, statements);
          List<Question> questions = workload.questions();
          if (statements == LARGEST_OF_PEERS) {
            questions = questions.subList(0, QUESTIONS_OF_SLOW_PEERS);
          }
          IamSimulate.Answers answers =
              peer.time(workload.rules(), questions, SECONDS_OF_SLOW_PEERS);
          Agreement.check(questions, answers.decisions());
          add(IAM_SIMULATE, statements, Metric.THROUGHPUT, 1e9 / answers.nanosADecision());
          add(IAM_SIMULATE, statements, Metric.TIME, answers.nanosADecision());
        }
      }
    } catch (IamSimulate.Unavailable e) {
      whyNoIamSimulate = Optional.ofNullable(e.getMessage());
    }
  }

  @Override
  public List<Comparison> comparisons(Effort effort) {
    List<Comparison> comparisons = new ArrayList<>();
    for (int statements : sizes(effort)) {
      if (statements <= LARGEST_OF_PEERS) {
        comparisons.add(new Comparison(name("decide", statements), name("cedar", statements)));
        if (measured(IAM_SIMULATE)) {
          comparisons.add(
              new Comparison(name("decide", statements), name(IAM_SIMULATE, statements)));
        }
      }
    }
    return comparisons;
  }

  private boolean measured(String method) {
    return measured.stream().anyMatch(measurement -> measurement.name().startsWith(method));
  }

  @Override
  public List<String> skipped() {
    return whyNoIamSimulate.stream().map(PolicyStudy::skippedLine).toList();
  }

  private static String skippedLine(String why) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("benchmark", "policy.iamSimulate");
    members.put("metric", "skipped");
    members.put("value", null);
    members.put("unit", why);
    members.put("peer", null);
    members.put("ratio", null);
    return Json.write(members);
  }

  @Override
  public List<Goal> goals() {
    return PolicyGoals.ALL;
  }

  static String name(String method, int statements) {
    return method + "(statements=" + statements + ")";
  }

  private void add(String method, int statements, Metric metric, double value) {
    measured.add(new Measurement(name(method, statements), metric, value));
  }

  private static List<Integer> sizes(Effort effort) {
    return effort == Effort.FULL ? SIZES : SIZES.subList(0, 2);
  }

  private static void progress(String what) {
    System.err.println("# " + what);
  }
}
