package dev.rolecall.policy;

/**
 * A condition of a compiled statement. Equal conditions of several statements are asked once a
 * decision: they share a slot of the thread's {@link Evaluation}.
 *
 * @param undecided what a negated operator answers for a value that is not of its type, which
 *     differs between Allow and Deny
 * @param slot the slot, or {@link #ALONE}
 */
record SharedCondition(Condition condition, boolean undecided, int slot) {
  /** No other statement has it. */
  static final int ALONE = -1;
}
