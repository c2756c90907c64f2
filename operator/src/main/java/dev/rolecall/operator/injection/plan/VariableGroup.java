package dev.rolecall.operator.injection.plan;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Variables that belong together.
 *
 * @param variables in the order of injection
 */
public record VariableGroup(Rule rule, Map<String, String> variables) {
  /** What a container gets that has some of them itself. */
  public enum Rule {
    /** None, as at the EKS webhook: half a way to credentials leads elsewhere. */
    ALL_OR_NONE,
    /** The others, with the value that it has itself. */
    ALIKE,
    /** The others. */
    EACH
  }

  public VariableGroup {
    variables = new LinkedHashMap<>(variables);
  }
}
