package dev.rolecall.policy;

import java.util.Arrays;

/**
 * Which conditions a request satisfies, each asked once. Nothing is cleared between requests:
 * answers bear the number of theirs. For one thread, which uses it again and again.
 */
final class Answers {
  private static final int INITIAL_SLOTS = 64;

  /** An answer is a {@link Truth}'s ordinal below the request's number. */
  private static final int BITS = 2;

  private static final int MASK = (1 << BITS) - 1;
  private static final int UNDECIDED = Truth.UNDECIDED.ordinal();

  private long[] slots = new long[INITIAL_SLOTS];
  private long round;
  private int first;

  /** Goes on to another request. */
  void begin() {
    round++;
  }

  /** Goes on to policies with slots of their own, which no others of this request's may use. */
  void enter(int firstSlot, int count) {
    first = firstSlot;
    if (firstSlot + count > slots.length) {
      slots = Arrays.copyOf(slots, Math.max(firstSlot + count, 2 * slots.length));
    }
  }

  /**
   * Whether the request satisfies the condition.
   *
   * @param context the request's
   * @param undecided what it counts as where that depends on the effect
   */
  boolean satisfies(SharedCondition shared, RequestContext context, boolean undecided) {
    Condition condition = shared.condition();
    if (shared.slot() == SharedCondition.ALONE) {
      return condition.holds(context, undecided);
    }
    int slot = first + shared.slot();
    long answer = slots[slot];
    if (answer >> BITS != round) {
      answer = (round << BITS) + condition.truth(context).ordinal();
      slots[slot] = answer;
    }
    int truth = (int) answer & MASK;
    return truth > UNDECIDED || (undecided && truth == UNDECIDED);
  }
}
