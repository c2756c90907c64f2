package dev.rolecall.limit;

/**
 * How often somebody may do something.
 *
 * @param perSecond for as long as he likes
 * @param burst at once, after a pause
 */
public record RateLimit(int perSecond, int burst) {
  private static final int MOST = 1_000_000;

  public RateLimit {
    requireInRange("a second", perSecond);
    requireInRange("at once", burst);
  }

  private static void requireInRange(String what, int value) {
    if (value < 1 || value > MOST) {
      throw new IllegalArgumentException(
          "as many as %s are 1 to %d, not %d".formatted(what, MOST, value));
    }
  }
}
