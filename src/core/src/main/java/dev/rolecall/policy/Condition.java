package dev.rolecall.policy;

import dev.rolecall.policy.operator.Comparison;
import dev.rolecall.policy.operator.Operator;
import dev.rolecall.policy.operator.Operator.Quantifier;
import dev.rolecall.policy.operator.Outcome;
import dev.rolecall.policy.operator.ValueTest;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One key of a {@code Condition} block: the key, the operator and the values, of which one must
 * match, or with a negated operator none.
 */
public record Condition(Operator operator, String key, List<ValueTest> values) {
  private static final Set<Comparison> POSITIVE_TEXT =
      EnumSet.of(
          Comparison.STRING_EQUALS, Comparison.STRING_LIKE, Comparison.STRING_EQUALS_IGNORE_CASE);

  public Condition {
    values = List.copyOf(values);
  }

  /** Whether the request satisfies the condition. */
  public boolean holds(RequestContext context) {
    Optional<RequestContext.Entry> entry =
        context.get(key).filter(present -> !present.values().isEmpty());
    if (operator.comparison() == Comparison.NULL) {
      return holdsForNull(entry.isEmpty(), context);
    }
    if (entry.isEmpty()) {
      return holdsForMissingKey();
    }
    // An empty list of values says nothing that a present key could satisfy, negated or not.
    return !values.isEmpty() && holdsFor(entry.get(), context);
  }

  /**
   * Whether only requests that have the key, with a value that fits a text of this condition, can
   * satisfy it.
   */
  public boolean requiresText() {
    return POSITIVE_TEXT.contains(operator.comparison())
        && !operator.ifExists()
        && operator.quantifier() != Quantifier.FOR_ALL_VALUES
        && values.stream().allMatch(ValueTest::restrictsText);
  }

  private boolean holdsForNull(boolean missing, RequestContext context) {
    return switch (operator.quantifier()) {
      case SINGLE -> matchesAny(Boolean.toString(missing), context);
      case FOR_ALL_VALUES -> true;
      case FOR_ANY_VALUE -> false;
    };
  }

  private boolean holdsForMissingKey() {
    return operator.ifExists()
        || switch (operator.quantifier()) {
          case SINGLE -> operator.comparison().negated();
          case FOR_ALL_VALUES -> true;
          case FOR_ANY_VALUE -> false;
        };
  }

  private boolean holdsFor(RequestContext.Entry entry, RequestContext context) {
    return switch (operator.quantifier()) {
      case SINGLE -> !entry.multivalued() && holdsFor(entry.values().getFirst(), context);
      case FOR_ALL_VALUES ->
          // The IAM User Guide counts empty text alone as no value at all.
          entry.values().stream().allMatch(String::isEmpty)
              || entry.values().stream().allMatch(value -> holdsFor(value, context));
      case FOR_ANY_VALUE -> entry.values().stream().anyMatch(value -> holdsFor(value, context));
    };
  }

  private boolean holdsFor(String value, RequestContext context) {
    return operator.comparison().negated()
        ? values.stream().allMatch(test -> test.compare(value, context) == Outcome.NO_MATCH)
        : matchesAny(value, context);
  }

  private boolean matchesAny(String value, RequestContext context) {
    return values.stream().anyMatch(test -> test.compare(value, context) == Outcome.MATCH);
  }
}
