package dev.rolecall.bench.policy;

import dev.rolecall.bench.measure.Goal;
import dev.rolecall.bench.measure.Metric;
import java.util.List;

/** What the policy engine is to reach, on one core. */
final class PolicyGoals {
  private static final String AT_12 = decide(12);
  private static final String AT_120 = decide(120);
  private static final String AT_1200 = decide(1_200);
  private static final String AT_12000 = decide(12_000);

  static final List<Goal> ALL =
      List.of(
          Goal.atMost(
              300,
              "median nanoseconds a decision at 1,200 statements, at most 300",
              results -> results.value(AT_1200, Metric.TIME)),
          Goal.atLeast(
              3e6,
              "decisions a second at 1,200 statements, at least 3,000,000",
              results -> results.value(AT_1200, Metric.THROUGHPUT)),
          Goal.atMost(
              3,
              "time at 12,000 statements by the time at 12, at most 3",
              results -> results.ratio(AT_12, AT_12000, Metric.TIME)),
          Goal.atLeast(
              500,
              "times as fast as cedar-java at 120 statements, at least 500",
              results -> results.ratio(AT_120, PolicyStudy.name("cedar", 120), Metric.THROUGHPUT)),
          Goal.atLeast(
              10_000,
              "times as fast as iam-simulate at 120 statements, at least 10,000",
              results ->
                  results.ratio(AT_120, PolicyStudy.name("iamSimulate", 120), Metric.THROUGHPUT)),
          nothingAllocated(AT_12),
          nothingAllocated(AT_120),
          nothingAllocated(AT_1200),
          nothingAllocated(AT_12000));

  /** JMH's own bookkeeping is below that; the smallest object in one of 100 decisions is not. */
  private static final double NOTHING = 0.1;

  private PolicyGoals() {}

  private static Goal nothingAllocated(String benchmark) {
    return Goal.atMost(
        NOTHING,
        "bytes allocated a decision by " + benchmark + ", none",
        results -> results.value(benchmark, Metric.ALLOCATION));
  }

  private static String decide(int statements) {
    return PolicyStudy.name("decide", statements);
  }
}
