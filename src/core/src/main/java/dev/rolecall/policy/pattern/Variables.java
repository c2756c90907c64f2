package dev.rolecall.policy.pattern;

import org.jspecify.annotations.Nullable;

/** The request's values for policy variables. */
public interface Variables {
  /**
   * What the variable of a condition key stands for: the key's value, or null where the key has
   * several or none at all, which no variable can stand for.
   *
   * @param lowerCaseKey the key in lower case
   * @param otherwise the answer where the request has no such key: the variable's default
   */
  @Nullable String value(String lowerCaseKey, @Nullable String otherwise);
}
