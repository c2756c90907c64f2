package dev.rolecall.policy.index;

import org.jspecify.annotations.Nullable;

/** A request's features, as an index asks for them. No answer may allocate. */
public interface Query {
  /**
   * Where a segment of the resource's ARN begins: 2 for the service up to 5 for the last one.
   *
   * @return the place in the resource, or -1 where it is no ARN
   */
  int segment(int number);

  /**
   * The value of a condition key that has a single one, otherwise null.
   *
   * @param lowerCaseKey the key in lower case
   */
  @Nullable String value(String lowerCaseKey);

  /**
   * A name of the caller.
   *
   * @param number from 0; null behind the last name
   */
  @Nullable Object principal(int number);
}
