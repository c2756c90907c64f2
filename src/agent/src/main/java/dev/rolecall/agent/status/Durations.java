package dev.rolecall.agent.status;

import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How long something took, in buckets. Lives on one event loop. */
final class Durations {
  private static final long[] BOUNDS_MILLIS = {1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500};

  /** One more than there are bounds, for what took longer than all. */
  private final long[] counts = new long[BOUNDS_MILLIS.length + 1];

  private long nanos;

  void add(long took) {
    int bucket = 0;
    while (bucket < BOUNDS_MILLIS.length
        && took > TimeUnit.MILLISECONDS.toNanos(BOUNDS_MILLIS[bucket])) {
      bucket++;
    }
    counts[bucket]++;
    nanos += took;
  }

  void write(MetricsText text, String name, String help, Map<String, String> labels) {
    text.histogram(
        new MetricsText.Histogram(name, help, labels),
        BOUNDS_MILLIS,
        counts,
        nanos / (double) TimeUnit.SECONDS.toNanos(1));
  }
}
