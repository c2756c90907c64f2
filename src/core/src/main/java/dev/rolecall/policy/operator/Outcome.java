package dev.rolecall.policy.operator;

/** What came of comparing a request's value with a policy's. */
public enum Outcome {
  MATCH,
  NO_MATCH,
  /** The request's value is not of the operator's type: it neither matches nor differs. */
  INCOMPARABLE;

  static Outcome of(boolean matches) {
    return matches ? MATCH : NO_MATCH;
  }
}
