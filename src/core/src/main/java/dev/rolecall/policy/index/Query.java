package dev.rolecall.policy.index;

import org.jspecify.annotations.Nullable;

/** A request's features, as an index asks for them. No answer may allocate. */
public interface Query {
  /** The action in lower case. */
  String action();

  /** The resource, an ARN or not. */
  String resource();

  /**
   * Where a segment of the resource's ARN begins: 0 for {@code arn} up to 5 for the last one.
   *
   * @return the place in {@link #resource()}, or -1 where the resource is no ARN
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
