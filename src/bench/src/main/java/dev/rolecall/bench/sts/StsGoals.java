package dev.rolecall.bench.sts;

import dev.rolecall.bench.measure.Goal;
import dev.rolecall.bench.measure.Metric;
import java.util.List;

/** What sts is to reach; ratios are to the bounds of the same server in the same run. */
final class StsGoals {
  private static final double MILLISECOND = 1e6;

  static final List<Goal> ALL =
      List.of(
          share(0.60, Operations.NEW_TOKENS, Operations.VERIFICATION),
          share(0.65, Operations.NEW_TOKENS, Operations.VERIFICATION),
          share(1, Operations.RETURNING_TOKENS, Operations.NEW_TOKENS),
          share(0.45, Operations.CALLER_NEW, Operations.CALLER_NEW_CONSTANT),
          share(0.70, Operations.CALLER_RETURNING, Operations.CALLER_CONSTANT),
          share(0.45, Operations.AUTHORIZE_NEW, Operations.AUTHORIZE_NEW_CONSTANT),
          share(0.70, Operations.AUTHORIZE_RETURNING, Operations.AUTHORIZE_CONSTANT),
          latency("assumeRole(tokens=new,load=half)"),
          latency("callerIdentity(sessions=new,load=half)"),
          latency("authorize(sessions=new,load=half)"),
          share(0.85, Operations.LARGE_DIRECTORY, Operations.NEW_TOKENS),
          start(1000),
          start(600));

  private StsGoals() {}

  private static Goal share(double bound, String name, String peer) {
    return Goal.atLeast(
        bound,
        "calls a second of %s by those of %s, at least %s".formatted(name, peer, bound),
        results -> results.ratio(name, peer, Metric.THROUGHPUT));
  }

  private static Goal latency(String name) {
    return Goal.atMost(
        5,
        "milliseconds that 99 of 100 calls of %s take at most, at most 5".formatted(name),
        results -> results.value(name, Metric.TIME_P99).map(nanos -> nanos / MILLISECOND));
  }

  private static Goal start(double millis) {
    return Goal.atMost(
        millis,
        "milliseconds to the first answered call, at most %.0f".formatted(millis),
        results -> results.value(Starts.CACHED, Metric.START));
  }
}
