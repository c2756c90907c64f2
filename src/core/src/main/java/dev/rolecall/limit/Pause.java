package dev.rolecall.limit;

import java.time.Duration;
import java.time.Instant;

/** What is done at most once in a while, by a clock that may be set back meanwhile. */
public final class Pause {
  private Pause() {}

  /**
   * Whether so much time has passed since it was done last. Where that is yet to come, the clock
   * was set back, and nobody knows how long ago it was: nothing waits until the clock is where it
   * was.
   */
  public static boolean isOver(Duration length, Instant since, Instant now) {
    return now.isBefore(since) || !now.isBefore(since.plus(length));
  }
}
