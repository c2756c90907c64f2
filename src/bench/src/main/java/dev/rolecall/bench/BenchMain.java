package dev.rolecall.bench;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks of a family, or all: JSON lines on standard output, JMH's own report on
 * standard error. Exit status 0; 1 where a benchmark failed; 2 for wrong use.
 */
public final class BenchMain {
  private static final String USAGE =
      "usage: java -jar rolecall-bench.jar [policy|sts|agent|webhook] [--quick]";

  private BenchMain() {}

  public static void main(String[] arguments) {
    List<String> words = new ArrayList<>(List.of(arguments));
    boolean quick = words.remove("--quick");
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
        Measurement.lines(family, run(family, quick)).forEach(System.out::println);
      }
    } catch (RunnerException e) {
      System.err.println("rolecall-bench: a benchmark failed; its error is above. " + e);
      System.exit(1);
    }
  }

  private static List<Measurement> run(Family family, boolean quick) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                options(family, quick),
                OutputFormatFactory.createFormatInstance(System.err, VerboseMode.NORMAL))
            .run();
    return results.stream().map(result -> measurement(family, result)).toList();
  }

  private static Options options(Family family, boolean quick) {
    ChainedOptionsBuilder options =
        new OptionsBuilder().include(family.include()).shouldFailOnError(true);
    return quick
        ? options
            .forks(1)
            .warmupIterations(2)
            .warmupTime(TimeValue.milliseconds(500))
            .measurementIterations(3)
            .measurementTime(TimeValue.milliseconds(500))
            .build()
        : options
            .forks(2)
            .warmupIterations(8)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(5)
            .measurementTime(TimeValue.seconds(2))
            .build();
  }

  private static Measurement measurement(Family family, RunResult result) {
    BenchmarkParams params = result.getParams();
    String method = params.getBenchmark().substring(family.benchmarks().getName().length() + 1);
    String given =
        params.getParamsKeys().stream()
            .map(key -> key + "=" + params.getParam(key))
            .collect(Collectors.joining(",", "(", ")"));
    return new Measurement(
        given.equals("()") ? method : method + given,
        peer(family, method),
        result.getPrimaryResult().getScore());
  }

  private static Optional<String> peer(Family family, String method) {
    return Arrays.stream(family.benchmarks().getMethods())
        .filter(candidate -> candidate.getName().equals(method))
        .map((Method candidate) -> candidate.getAnnotation(Peer.class))
        .flatMap(annotation -> Optional.ofNullable(annotation).stream())
        .map(Peer::value)
        .findFirst();
  }
}
