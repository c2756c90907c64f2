package dev.rolecall.operator.leadership;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Notices that the machine's clock was set back. The SDK plans what it does later ({@link
 * java.util.Timer}) by that clock: what was to be tried again in a second would wait for as long as
 * the clock was set back besides. Whoever leads then ends, and begins anew with the clock as it is.
 */
public final class ClockSetBack implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ClockSetBack.class);

  /** Less than this is what clocks are corrected by, and only delays by as much. */
  private static final Duration LEAST = Duration.ofSeconds(10);

  private static final long SECONDS_BETWEEN = 3;

  private final Clock clock;
  private final LongSupplier nanoTime;
  private final Runnable end;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("clock").factory());

  /** By how much the clock is ahead of one that nobody sets; the most that was seen. */
  private long most;

  /**
   * @param nanoTime of a clock that nobody sets
   * @param end what is done, once
   */
  public ClockSetBack(Clock clock, LongSupplier nanoTime, Runnable end) {
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.end = end;
    this.most = difference();
  }

  /** Looks at the clock every few seconds from now on; what was before is over. */
  public void watch() {
    most = difference();
    ScheduledFuture<?> unused =
        thread.scheduleWithFixedDelay(
            this::look, SECONDS_BETWEEN, SECONDS_BETWEEN, TimeUnit.SECONDS);
  }

  void look() {
    long now = difference();
    if (most - now >= LEAST.toMillis()) {
      LOG.warnf(
          "the clock was set back by %s: this replica begins anew",
          Duration.ofMillis(most - now).truncatedTo(ChronoUnit.SECONDS));
      thread.shutdown();
      end.run();
    } else {
      most = Math.max(most, now);
    }
  }

  private long difference() {
    return clock.millis() - TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong());
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
