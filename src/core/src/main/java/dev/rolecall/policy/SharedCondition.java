package dev.rolecall.policy;

/** A condition that several statements may have alike: for equal ones the same object. */
final class SharedCondition {
  /** The slot of a condition that no other statement has: its answer need not be remembered. */
  static final int ALONE = -1;

  private final Condition condition;
  private final int slot;

  /**
   * @param slot of its answer among a decision's {@link Answers}, or {@link #ALONE}
   */
  SharedCondition(Condition condition, int slot) {
    this.condition = condition;
    this.slot = slot;
  }

  Condition condition() {
    return condition;
  }

  int slot() {
    return slot;
  }
}
