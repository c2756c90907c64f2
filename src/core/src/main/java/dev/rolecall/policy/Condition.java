package dev.rolecall.policy;

import dev.rolecall.policy.RequestContext.Entry;
import dev.rolecall.policy.operator.Comparison;
import dev.rolecall.policy.operator.Operator;
import dev.rolecall.policy.operator.Operator.Quantifier;
import dev.rolecall.policy.operator.ValueTest;
import dev.rolecall.policy.pattern.ConditionKeys;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One key of a {@code Condition} block: the key, the operator and the values, of which one must
 * match, or with a negated operator none. Deciding allocates nothing.
 */
public final class Condition {
  private static final Set<Comparison> POSITIVE_TEXT =
      EnumSet.of(
          Comparison.STRING_EQUALS, Comparison.STRING_LIKE, Comparison.STRING_EQUALS_IGNORE_CASE);

  private final Operator operator;
  private final String key;
  private final String lowerCaseKey;
  private final List<ValueTest> values;
  private final ConditionValues compiled;

  /** Whether it has values and asks for a key with a single one, as most conditions do. */
  private final boolean asksForOne;

  public Condition(Operator operator, String key, List<ValueTest> values) {
    this.operator = operator;
    this.key = key;
    this.lowerCaseKey = ConditionKeys.lower(key);
    this.values = List.copyOf(values);
    this.compiled = new ConditionValues(this.values, operator.comparison().negated());
    this.asksForOne =
        operator.quantifier() == Quantifier.SINGLE
            && operator.comparison() != Comparison.NULL
            && !values.isEmpty();
  }

  public Operator operator() {
    return operator;
  }

  /** As the policy writes it. */
  public String key() {
    return key;
  }

  /** The key under which a request's context has its values. */
  public String lowerCaseKey() {
    return lowerCaseKey;
  }

  public List<ValueTest> values() {
    return values;
  }

  /**
   * Whether the request satisfies the condition.
   *
   * @param undecided what a negated operator answers for a value that is not of its type
   */
  public boolean holds(RequestContext context, boolean undecided) {
    Truth truth = truth(context);
    return truth == Truth.YES || (undecided && truth == Truth.UNDECIDED);
  }

  /** Whether the request satisfies the condition, as far as both effects agree. */
  Truth truth(RequestContext context) {
    Object given = context.given(lowerCaseKey);
    if (asksForOne && given instanceof String value) {
      return compiled.compare(value, context);
    }
    boolean missing = given == null || (given instanceof Entry entry && entry.values().isEmpty());
    if (operator.comparison() == Comparison.NULL) {
      return Truth.of(holdsForNull(missing, context));
    }
    if (missing) {
      return Truth.of(holdsForMissingKey());
    }
    // An empty list of values says nothing that a present key could satisfy, negated or not.
    if (compiled.isEmpty()) {
      return Truth.NO;
    }
    return switch (given) {
      case String single -> ofOne(single, context);
      case Entry entry -> ofList(entry, context);
      case null, default -> Truth.NO;
    };
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
      case SINGLE -> compiled.matchesAny(missing ? "true" : "false", context);
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

  private Truth ofOne(String given, RequestContext context) {
    boolean isNothing = operator.quantifier() == Quantifier.FOR_ALL_VALUES && given.isEmpty();
    return isNothing ? Truth.YES : compiled.compare(given, context);
  }

  private Truth ofList(Entry entry, RequestContext context) {
    return switch (operator.quantifier()) {
      case SINGLE ->
          entry.multivalued() ? Truth.NO : compiled.compare(entry.values().get(0), context);
      case FOR_ALL_VALUES -> ofAll(entry.values(), context);
      case FOR_ANY_VALUE -> ofAny(entry.values(), context);
    };
  }

  private Truth ofAll(List<String> given, RequestContext context) {
    if (areEmpty(given)) {
      return Truth.YES;
    }
    Truth least = Truth.YES;
    for (int i = 0; i < given.size() && least != Truth.NO; i++) {
      Truth truth = compiled.compare(given.get(i), context);
      least = truth.compareTo(least) < 0 ? truth : least;
    }
    return least;
  }

  /** The IAM User Guide counts empty text alone as no value at all. */
  private static boolean areEmpty(List<String> given) {
    for (int i = 0; i < given.size(); i++) {
      if (!given.get(i).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private Truth ofAny(List<String> given, RequestContext context) {
    Truth most = Truth.NO;
    for (int i = 0; i < given.size() && most != Truth.YES; i++) {
      Truth truth = compiled.compare(given.get(i), context);
      most = truth.compareTo(most) > 0 ? truth : most;
    }
    return most;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Condition that
        && operator.equals(that.operator)
        && lowerCaseKey.equals(that.lowerCaseKey)
        && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return Objects.hash(operator, lowerCaseKey, values);
  }

  @Override
  public String toString() {
    return operator + " " + key + " " + values;
  }
}
