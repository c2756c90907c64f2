package dev.rolecall.isolation.scene;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is counted of refusals.
 *
 * @param counts by cause: a rule of the guard, or a code of the server
 */
public record Told(Map<Cause, Double> counts) {
  /** Nobody counts. */
  static final Told NOTHING = new Told(Map.of());

  /**
   * A cause of refusals.
   *
   * @param field of audit lines that names it
   */
  public record Cause(String field, String name) {
    /** As it stands in an audit line. */
    String inAudit() {
      return "\"" + field + "\":\"" + name + "\"";
    }
  }

  public Told {
    counts = Map.copyOf(counts);
  }

  /** What has been counted more often since; programs that begin anew count from 0. */
  public String moreThan(Told before) {
    return counts.entrySet().stream()
        .filter(count -> count.getValue() > before.counts.getOrDefault(count.getKey(), 0.0))
        .map(count -> count.getKey().name())
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
