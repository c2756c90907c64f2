package dev.rolecall.policy.operator;

import dev.rolecall.policy.pattern.Variables;
import org.jspecify.annotations.Nullable;

/** One value of a condition, compiled. Negation is the operator's business, not the test's. */
public interface ValueTest {
  /**
   * @param value the request's value
   * @param variables what variables in the policy's value stand for
   */
  Outcome compare(String value, Variables variables);

  /** Whether it compares text with a text of its own: not with wildcards and variables alone. */
  default boolean restrictsText() {
    return false;
  }

  /** The one text that matches, whatever the request, or null where there is no single one. */
  default @Nullable String exactText() {
    return null;
  }

  /** The value as the policy writes it. */
  @Override
  String toString();
}
