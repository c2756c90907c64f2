package dev.rolecall.bench.operator;

import dev.rolecall.bench.measure.Effort;
import java.time.Duration;
import java.util.Map;

/**
 * How much there is.
 *
 * @param accounts among which all else is shared out evenly
 * @param patches that the bare client sends
 * @param changes of one role each, one after the other
 * @param steady how long the operator is looked at when nothing changes
 */
record Quantities(
    int accounts,
    int roles,
    int associations,
    int pods,
    int patches,
    int changes,
    Duration steady) {
  static final String ROLES = "roles";
  static final String ASSOCIATIONS = "associations";
  static final String PODS = "pods";

  private static final int LARGEST_ACCOUNT = 100;

  /**
   * @param given other numbers of roles, associations and pods
   */
  static Quantities of(Effort effort, Map<String, Integer> given) {
    Quantities usual =
        switch (effort) {
          case FULL -> new Quantities(0, 10_000, 2_000, 20_000, 2_000, 50, Duration.ofSeconds(45));
          case QUICK -> new Quantities(0, 20, 4, 20, 20, 3, Duration.ofSeconds(3));
        };
    int roles = given.getOrDefault(ROLES, usual.roles());
    return new Quantities(
        Math.max(1, roles / LARGEST_ACCOUNT),
        roles,
        given.getOrDefault(ASSOCIATIONS, usual.associations()),
        given.getOrDefault(PODS, usual.pods()),
        Math.min(usual.patches(), roles),
        usual.changes(),
        usual.steady());
  }

  /** What has a status: accounts, roles and associations. */
  int resources() {
    return accounts + roles + associations;
  }

  String name(String benchmark) {
    return "%s(roles=%d,associations=%d,pods=%d)".formatted(benchmark, roles, associations, pods);
  }
}
