package dev.rolecall.kube.directory;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When work that looks at everything may be done again. It takes a fifth of one processor at most,
 * however much there is and however often it changes: while objects come in, the cost of looking at
 * them grows with their number, and not with its square.
 */
public final class Pace {
  /** How long more changes are waited for. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** How many times as long as the work took it is not begun again. */
  private static final long SHARE = 4;

  private final LongSupplier nanoTime;
  private final long longestNanos;
  private volatile long restedNanos;

  /**
   * @param nanoTime a clock that never goes back
   * @param longest the pause at most, whatever the work took: a machine may have stood still
   */
  public Pace(LongSupplier nanoTime, Duration longest) {
    this.nanoTime = nanoTime;
    this.longestNanos = longest.toNanos();
    this.restedNanos = nanoTime.getAsLong();
  }

  /** How long to wait from now on; never nothing, so that what comes together is seen together. */
  public long pauseNanos() {
    return Math.max(restedNanos - nanoTime.getAsLong(), PAUSE_NANOS);
  }

  /** Does the work, by whose length the next waits. */
  public void run(Runnable work) {
    long began = nanoTime.getAsLong();
    work.run();
    long ended = nanoTime.getAsLong();
    restedNanos = ended + Math.min(SHARE * (ended - began), longestNanos);
  }
}
