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

  /**
   * Whether the request satisfies the condition.
   *
   * @param undecided what a negated operator answers for a value that is not of its type
   */
  public boolean holds(RequestContext context, boolean undecided) {
    Optional<RequestContext.Entry> entry =
        context.get(key).filter(present -> !present.values().isEmpty());
    if (operator.comparison() == Comparison.NULL) {
      return holdsForNull(entry.isEmpty(), context);
    }
    if (entry.isEmpty()) {
      return holdsForMissingKey();
    }
    // An empty list of values says nothing that a present key could satisfy, negated or not.
    return !values.isEmpty() && holdsFor(entry.get(), context, undecided);
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

  private boolean holdsFor(RequestContext.Entry entry, RequestContext context, boolean undecided) {
    return switch (operator.quantifier()) {
      case SINGLE ->
          !entry.multivalued() && holdsFor(entry.values().getFirst(), context, undecided);
      case FOR_ALL_VALUES ->
          // The IAM User Guide counts empty text alone as no value at all.
          entry.values().stream().allMatch(String::isEmpty)
              || entry.values().stream().allMatch(value -> holdsFor(value, context, undecided));
      case FOR_ANY_VALUE ->
          entry.values().stream().anyMatch(value -> holdsFor(value, context, undecided));
    };
  }

  private boolean holdsFor(String value, RequestContext context, boolean undecided) {
    return operator.comparison().negated()
        ? values.stream().allMatch(test -> differs(test.compare(value, context), undecided))
        : matchesAny(value, context);
  }

  private static boolean differs(Outcome outcome, boolean undecided) {
    return switch (outcome) {
      case MATCH -> false;
      case NO_MATCH -> true;
      case INCOMPARABLE -> undecided;
    };
  }

  private boolean matchesAny(String value, RequestContext context) {
    return values.stream().anyMatch(test -> test.compare(value, context) == Outcome.MATCH);
  }
}
