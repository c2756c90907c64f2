package dev.rolecall.bench.operator;

import dev.rolecall.bench.measure.Goal;
import dev.rolecall.bench.measure.Measurement;
import dev.rolecall.bench.measure.Metric;
import java.util.List;

/** What the operator is to reach, however many objects there are. */
final class OperatorGoals {
  private OperatorGoals() {}

  /** The goals of benchmarks that were run. */
  static List<Goal> of(List<Measurement> measured) {
    return List.of(
        atMost(0, "writes while nothing changes, at most 0", "rest", Metric.WRITES, measured),
        atMost(
            1.1,
            "calls of an object until all are ready, at most 1.1",
            "ready",
            Metric.CALLS,
            measured),
        atMost(1, "writes of a change, at most 1", "change", Metric.WRITES, measured),
        atMost(
            1024,
            "MiB that the operator has resident, at most the 1024 that the chart gives",
            "rest",
            Metric.RESIDENT,
            measured));
  }

  private static Goal atMost(
      double bound, String what, String name, Metric metric, List<Measurement> measured) {
    return Goal.atMost(
        bound,
        what,
        results ->
            measured.stream()
                .filter(one -> one.name().startsWith(name + "(") && one.metric() == metric)
                .map(Measurement::value)
                .findFirst());
  }
}
