package dev.rolecall.bench;

import dev.rolecall.bench.measure.Comparison;
import dev.rolecall.bench.measure.Effort;
import dev.rolecall.bench.measure.Measurement;
import dev.rolecall.bench.measure.Metric;
import dev.rolecall.bench.measure.Peer;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The benchmarks of a family, run by JMH, which reports on standard error. */
final class JmhRun {
  private static final String ALLOCATION = "gc.alloc.rate.norm";

  private final Family family;
  private final Collection<RunResult> results;

  private JmhRun(Family family, Collection<RunResult> results) {
    this.family = family;
    this.results = results;
  }

  static JmhRun of(Family family, Effort effort) throws RunnerException {
    Runner runner =
        new Runner(
            options(family, effort),
            OutputFormatFactory.createFormatInstance(System.err, VerboseMode.NORMAL));
    return new JmhRun(family, runner.run());
  }

  List<Measurement> measurements() {
    return results.stream().flatMap(JmhRun::measurements).toList();
  }

  List<Comparison> comparisons() {
    return results.stream()
        .map(RunResult::getParams)
        .flatMap(params -> peer(params).map(peer -> new Comparison(name(params), peer)).stream())
        .toList();
  }

  private static Options options(Family family, Effort effort) {
    ChainedOptionsBuilder options =
        new OptionsBuilder().include(family.include()).shouldFailOnError(true);
    options.addProfiler(GCProfiler.class);
    switch (effort) {
      case FULL ->
          options
              .forks(2)
              .warmupIterations(5)
              .warmupTime(TimeValue.seconds(1))
              .measurementIterations(5)
              .measurementTime(TimeValue.seconds(1));
      case QUICK -> {
        options
            .forks(1)
            .warmupIterations(1)
            .warmupTime(TimeValue.milliseconds(300))
            .measurementIterations(2)
            .measurementTime(TimeValue.milliseconds(300));
        family.quickParameters().forEach((name, value) -> options.param(name, value));
      }
    }
    return options.build();
  }

  /** Throughput alone, unless times were sampled: then they, too, and what was allocated. */
  private static Stream<Measurement> measurements(RunResult result) {
    String name = name(result.getParams());
    Result<?> primary = result.getPrimaryResult();
    if (result.getParams().getMode() != Mode.SampleTime) {
      return Stream.of(new Measurement(name, Metric.THROUGHPUT, primary.getScore()));
    }
    return Stream.of(
        new Measurement(name, Metric.THROUGHPUT, 1e9 / primary.getScore()),
        new Measurement(name, Metric.TIME, primary.getStatistics().getPercentile(50)),
        new Measurement(name, Metric.TIME_P99, primary.getStatistics().getPercentile(99)),
        new Measurement(name, Metric.ALLOCATION, allocation(result)));
  }

  private static double allocation(RunResult result) {
    return Optional.ofNullable(result.getSecondaryResults().get(ALLOCATION))
        .map(Result::getScore)
        .orElseThrow(() -> new IllegalStateException("JMH does not say what was allocated"));
  }

  private static String name(BenchmarkParams params) {
    String given =
        params.getParamsKeys().stream()
            .map(key -> key + "=" + params.getParam(key))
            .collect(Collectors.joining(",", "(", ")"));
    return given.equals("()") ? method(params) : method(params) + given;
  }

  private static String method(BenchmarkParams params) {
    return params.getBenchmark().substring(params.getBenchmark().lastIndexOf('.') + 1);
  }

  private Optional<String> peer(BenchmarkParams params) {
    return Arrays.stream(family.benchmarks().getMethods())
        .filter(candidate -> candidate.getName().equals(method(params)))
        .flatMap(method -> Optional.ofNullable(method.getAnnotation(Peer.class)).stream())
        .map(Peer::value)
        .findFirst();
  }
}
