package dev.rolecall.bench;

import dev.rolecall.bench.measure.Comparison;
import dev.rolecall.bench.measure.Effort;
import dev.rolecall.bench.measure.Measurement;
import dev.rolecall.bench.measure.Results;
import dev.rolecall.bench.measure.Study;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs the benchmarks of a family, or all: JSON lines on standard output; progress, and at the end
 * which goals are reached, on standard error. Exit status 0; 1 where a benchmark failed; 2 for
 * wrong use.
 */
public final class BenchMain {
  private static final String USAGE =
      "usage: java -jar rolecall-bench.jar [policy|sts|agent|webhook] [--quick]";

  private BenchMain() {}

  public static void main(String[] arguments) {
    List<String> words = new ArrayList<>(List.of(arguments));
    Effort effort = words.remove("--quick") ? Effort.QUICK : Effort.FULL;
    List<Family> families = words.isEmpty() ? List.of(Family.values()) : new ArrayList<>();
    if (!words.isEmpty()) {
      Family.of(words.removeFirst()).ifPresent(families::add);
    }
    if (!words.isEmpty() || families.isEmpty()) {
      System.err.println(USAGE);
      System.exit(2);
    }
    try {
      for (Family family : families) {
        run(family, effort);
      }
    } catch (RunnerException e) {
      System.err.println("rolecall-bench: a benchmark failed; its error is above. " + e);
      System.exit(1);
    } catch (IllegalStateException e) {
      System.err.println("rolecall-bench: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void run(Family family, Effort effort) throws RunnerException {
    Study study = family.study();
    study.check(effort);
    JmhRun run = JmhRun.of(family, effort);
    List<Measurement> measurements = new ArrayList<>(run.measurements());
    measurements.addAll(study.measure(effort));
    List<Comparison> comparisons = new ArrayList<>(run.comparisons());
    comparisons.addAll(study.comparisons(effort));
    Results results = new Results(measurements, comparisons);
    results.lines(family.word()).forEach(System.out::println);
    study.skipped().forEach(System.out::println);
    study.goals().forEach(goal -> System.err.println(goal.verdict(results)));
  }
}
