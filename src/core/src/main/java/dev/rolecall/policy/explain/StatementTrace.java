package dev.rolecall.policy.explain;

import dev.rolecall.policy.Decision.DecidedBy;
import dev.rolecall.policy.Principals.Match;
import dev.rolecall.policy.Statement.Effect;
import java.util.List;

/**
 * Whether one statement applies to the request, part by part.
 *
 * @param place the statement: its layer, policy, Sid, index and position
 * @param match how closely its {@code Principal} means the caller; {@link Match#NONE} also where
 *     the policy's type has no principals
 * @param parts principal (where there is one), action and resource
 */
public record StatementTrace(
    DecidedBy place,
    Effect effect,
    Match match,
    List<PartTrace> parts,
    List<ConditionTrace> conditions) {
  public StatementTrace {
    parts = List.copyOf(parts);
    conditions = List.copyOf(conditions);
  }

  public boolean applies() {
    return parts.stream().allMatch(PartTrace::fits)
        && conditions.stream().allMatch(ConditionTrace::holds);
  }

  /** Whether this part is there and does not fit. */
  boolean misses(PartTrace.Part part) {
    return parts.stream().anyMatch(trace -> trace.part() == part && !trace.fits());
  }

  /**
   * How far it is from applying, for an order of what came close: the fewest conditions first, then
   * other resources, other principals, and last other actions.
   */
  int distance() {
    long conditionsMissed = conditions.stream().filter(condition -> !condition.holds()).count();
    int distance = (int) Math.min(conditionsMissed, PartTrace.Part.RESOURCE.distance() - 1);
    for (PartTrace part : parts) {
      distance += part.fits() ? 0 : part.part().distance();
    }
    return distance;
  }
}
