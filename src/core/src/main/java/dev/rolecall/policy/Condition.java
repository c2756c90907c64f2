package dev.rolecall.policy;

import dev.rolecall.policy.operator.Comparison;
import dev.rolecall.policy.operator.Operator;
import dev.rolecall.policy.operator.Operator.Quantifier;
import dev.rolecall.policy.operator.Outcome;
import dev.rolecall.policy.operator.ValueTest;
import dev.rolecall.policy.pattern.LetterCase;
import dev.rolecall.policy.pattern.Variables;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One key of a {@code Condition} block: the key, the operator and the values, of which one must
 * match, or with a negated operator none. Deciding allocates nothing.
 */
public final class Condition {
  private static final Set<Comparison> POSITIVE_TEXT =
      EnumSet.of(
          Comparison.STRING_EQUALS, Comparison.STRING_LIKE, Comparison.STRING_EQUALS_IGNORE_CASE);

  private static final int MANY = 8;

  private final Operator operator;
  private final String key;
  private final String lowerCaseKey;
  private final List<ValueTest> values;
  private final ValueTest[] tests;

  /** The texts of many values that are no more than text: looked up instead of tried in turn. */
  private final @Nullable Set<String> texts;

  public Condition(Operator operator, String key, List<ValueTest> values) {
    this.operator = operator;
    this.key = key;
    this.lowerCaseKey = LetterCase.lower(key);
    this.values = List.copyOf(values);
    this.tests = values.toArray(ValueTest[]::new);
    this.texts = values.size() < MANY ? null : texts(values);
  }

  private static @Nullable Set<String> texts(List<ValueTest> values) {
    Set<String> texts = new HashSet<>();
    for (ValueTest value : values) {
      String text = value.exactText();
      if (text == null) {
        return null;
      }
      texts.add(text);
    }
    return texts;
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
    return holds(context.entry(lowerCaseKey), context, undecided);
  }

  /**
   * The same, of a key that has been looked up already.
   *
   * @param entry what the request's context has for the key, null where it has nothing
   */
  public boolean holds(
      RequestContext.@Nullable Entry entry, Variables variables, boolean undecided) {
    boolean missing = entry == null || entry.values().isEmpty();
    if (operator.comparison() == Comparison.NULL) {
      return holdsForNull(missing, variables);
    }
    if (entry == null || missing) {
      return holdsForMissingKey();
    }
    // An empty list of values says nothing that a present key could satisfy, negated or not.
    return tests.length > 0 && holdsFor(entry, variables, undecided);
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

  private boolean holdsForNull(boolean missing, Variables variables) {
    return switch (operator.quantifier()) {
      case SINGLE -> matchesAny(missing ? "true" : "false", variables);
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

  private boolean holdsFor(RequestContext.Entry entry, Variables variables, boolean undecided) {
    return switch (operator.quantifier()) {
      case SINGLE -> !entry.multivalued() && holdsFor(entry.values().get(0), variables, undecided);
      case FOR_ALL_VALUES -> holdsForAll(entry.values(), variables, undecided);
      case FOR_ANY_VALUE -> holdsForAny(entry.values(), variables, undecided);
    };
  }

  private boolean holdsForAll(List<String> given, Variables variables, boolean undecided) {
    if (areEmpty(given)) {
      return true;
    }
    for (int i = 0; i < given.size(); i++) {
      if (!holdsFor(given.get(i), variables, undecided)) {
        return false;
      }
    }
    return true;
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

  private boolean holdsForAny(List<String> given, Variables variables, boolean undecided) {
    for (int i = 0; i < given.size(); i++) {
      if (holdsFor(given.get(i), variables, undecided)) {
        return true;
      }
    }
    return false;
  }

  private boolean holdsFor(String given, Variables variables, boolean undecided) {
    return operator.comparison().negated()
        ? differsFromAll(given, variables, undecided)
        : matchesAny(given, variables);
  }

  private boolean differsFromAll(String given, Variables variables, boolean undecided) {
    if (texts != null) {
      return !texts.contains(given);
    }
    for (ValueTest test : tests) {
      boolean differs =
          switch (test.compare(given, variables)) {
            case MATCH -> false;
            case NO_MATCH -> true;
            case INCOMPARABLE -> undecided;
          };
      if (!differs) {
        return false;
      }
    }
    return true;
  }

  private boolean matchesAny(String given, Variables variables) {
    if (texts != null) {
      return texts.contains(given);
    }
    for (ValueTest test : tests) {
      if (test.compare(given, variables) == Outcome.MATCH) {
        return true;
      }
    }
    return false;
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
