package dev.rolecall.policy;

import dev.rolecall.policy.operator.Outcome;
import dev.rolecall.policy.operator.ValueTest;
import dev.rolecall.policy.pattern.Variables;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values that a condition lists, compared with one of a request's: one must match, or with a
 * negated operator none. Allocates nothing.
 */
final class ConditionValues {
  private static final int MANY = 8;

  private final ValueTest[] tests;
  private final boolean negated;

  /** The only value where it is no more than text. */
  private final @Nullable String onlyText;

  /** The texts of values that are no more than text, few ones to try in turn. */
  private final String @Nullable [] fewTexts;

  /** The same of many, to look up. */
  private final @Nullable Set<String> manyTexts;

  ConditionValues(List<ValueTest> values, boolean negated) {
    this.tests = values.toArray(ValueTest[]::new);
    this.negated = negated;
    List<String> texts =
        values.stream().map(ValueTest::exactText).filter(Objects::nonNull).toList();
    boolean isText = texts.size() == values.size();
    this.onlyText = isText && texts.size() == 1 ? texts.getFirst() : null;
    this.fewTexts = isText && texts.size() < MANY ? texts.toArray(String[]::new) : null;
    this.manyTexts = isText && texts.size() >= MANY ? new HashSet<>(texts) : null;
  }

  boolean isEmpty() {
    return tests.length == 0;
  }

  /** What the operator says of one value of the request's. */
  Truth compare(String given, Variables variables) {
    if (onlyText != null) {
      return Truth.of(onlyText.equals(given) != negated);
    }
    String[] texts = fewTexts;
    if (texts != null) {
      return Truth.of(isOneOf(texts, given) != negated);
    }
    if (manyTexts != null) {
      return Truth.of(manyTexts.contains(given) != negated);
    }
    return negated ? differsFromAll(given, variables) : Truth.of(matchesAny(given, variables));
  }

  private static boolean isOneOf(String[] texts, String given) {
    for (String text : texts) {
      if (text.equals(given)) {
        return true;
      }
    }
    return false;
  }

  private Truth differsFromAll(String given, Variables variables) {
    Truth differs = Truth.YES;
    for (ValueTest test : tests) {
      Outcome outcome = test.compare(given, variables);
      if (outcome == Outcome.MATCH) {
        return Truth.NO;
      }
      if (outcome == Outcome.INCOMPARABLE) {
        differs = Truth.UNDECIDED;
      }
    }
    return differs;
  }

  /** Whether one of them matches. */
  boolean matchesAny(String given, Variables variables) {
    for (ValueTest test : tests) {
      if (test.compare(given, variables) == Outcome.MATCH) {
        return true;
      }
    }
    return false;
  }
}
