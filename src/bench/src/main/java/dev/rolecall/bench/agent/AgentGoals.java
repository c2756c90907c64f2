package dev.rolecall.bench.agent;

import dev.rolecall.bench.measure.Goal;
import dev.rolecall.bench.measure.Metric;
import java.util.List;

/** What the agent is to reach; ratios are to a bare server with the same flags in the same run. */
final class AgentGoals {
  private static final double MILLISECOND = 1e6;

  static final List<Goal> ALL =
      List.of(
          share(0.70),
          share(0.80),
          Goal.atMost(
              5,
              "milliseconds that 99 of 100 of 1,000 calls a second take at most while another pod"
                  + " floods, at most 5",
              results ->
                  results.value(AgentStudy.FLOODED, Metric.TIME_P99).map(t -> t / MILLISECOND)),
          Goal.atMost(
              800,
              "milliseconds of the slowest where 250 pods ask a cold agent at once, at most 800",
              results ->
                  results.value(AgentStudy.FIRST, Metric.TIME_P999).map(t -> t / MILLISECOND)),
          memory(96),
          memory(80),
          start(500),
          start(300));

  private AgentGoals() {}

  private static Goal share(double bound) {
    return Goal.atLeast(
        bound,
        "calls a second of %s by those of %s, at least %s"
            .formatted(AgentStudy.EKS, AgentStudy.CONSTANT, bound),
        results -> results.ratio(AgentStudy.EKS, AgentStudy.CONSTANT, Metric.THROUGHPUT));
  }

  private static Goal memory(double mebibytes) {
    return Goal.atMost(
        mebibytes,
        "MiB in use with 250 pods, at most %.0f".formatted(mebibytes),
        results -> results.value(AgentStudy.MEMORY, Metric.RESIDENT));
  }

  private static Goal start(double millis) {
    return Goal.atMost(
        millis,
        "milliseconds from start to ready, at most %.0f".formatted(millis),
        results -> results.value(AgentStarts.CACHED, Metric.START));
  }
}
