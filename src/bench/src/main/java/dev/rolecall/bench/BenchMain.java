package dev.rolecall.bench;

import dev.rolecall.bench.measure.Comparison;
import dev.rolecall.bench.measure.Effort;
import dev.rolecall.bench.measure.Measurement;
import dev.rolecall.bench.measure.Results;
import dev.rolecall.bench.measure.Study;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs the benchmarks of a family, or all: JSON lines on standard output; progress, and at the end
 * which goals are reached, on standard error. Exit status 0; 1 where a benchmark failed; 2 for
 * wrong use.
 */
public final class BenchMain {
  private static final String USAGE =
      "usage: java -jar rolecall-bench.jar [policy|sts|agent|webhook|operator] [--quick]"
          + " [--roles=N] [--associations=N] [--pods=N]";

  /** How many objects the operator is measured with. */
  private static final Pattern SIZE = Pattern.compile("--(roles|associations|pods)=([0-9]{1,6})");

  private BenchMain() {}

  public static void main(String[] arguments) {
    List<String> words = new ArrayList<>(List.of(arguments));
    Effort effort = words.remove("--quick") ? Effort.QUICK : Effort.FULL;
    Map<String, Integer> sizes = sizes(words);
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
        run(family, effort, sizes);
      }
    } catch (RunnerException e) {
      System.err.println("rolecall-bench: a benchmark failed; its error is above. " + e);
      System.exit(1);
    } catch (IllegalStateException e) {
      System.err.println("rolecall-bench: " + e.getMessage());
      System.exit(1);
    }
  }

  /** Takes the words that are sizes. */
  private static Map<String, Integer> sizes(List<String> words) {
    Map<String, Integer> sizes = new HashMap<>();
    words.removeIf(word -> {
      Matcher size = SIZE.matcher(word);
      return size.matches()
          && sizes.putIfAbsent(size.group(1), Integer.parseInt(size.group(2))) == null;
    });
    return sizes;
  }

  private static void run(Family family, Effort effort, Map<String, Integer> sizes)
      throws RunnerException {
    Study study = family.study(sizes);
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
