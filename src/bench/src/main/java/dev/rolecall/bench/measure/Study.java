package dev.rolecall.bench.measure;

import java.util.List;

/** What a family does around the benchmarks of JMH. */
public interface Study {
  /**
   * Looks, before anything is measured, whether what is compared does the same.
   *
   * @throws IllegalStateException where it does not
   */
  default void check(Effort effort) {}

  /** Measures what JMH cannot. */
  default List<Measurement> measure(Effort effort) {
    return List.of();
  }

  /** Comparisons beside those of {@link Peer}. */
  default List<Comparison> comparisons(Effort effort) {
    return List.of();
  }

  /** Lines of JSON about what was left out and why. */
  default List<String> skipped() {
    return List.of();
  }

  default List<Goal> goals() {
    return List.of();
  }
}
