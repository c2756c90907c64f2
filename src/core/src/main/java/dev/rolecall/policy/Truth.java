package dev.rolecall.policy;

/** Whether a condition holds; the later, the more it does. */
enum Truth {
  NO,
  /**
   * A negated operator met a value that is not of its type: a Deny takes it as met, an Allow not.
   */
  UNDECIDED,
  YES;

  static Truth of(boolean holds) {
    return holds ? YES : NO;
  }
}
