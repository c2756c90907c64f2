package dev.rolecall.agent.sts;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * How far this node's clock is from that of sts, which judges tokens by its own: as the Date header
 * of its last answer said, to the second.
 */
public final class StsClock {
  private static final System.Logger LOG = System.getLogger(StsClock.class.getName());

  /** As much as a client's clock may differ (Signature Version 4). */
  private static final Duration TOLERATED = Duration.ofMinutes(5);

  private final Clock clock;
  private Duration ahead = Duration.ZERO;
  private boolean told;

  public StsClock(Clock clock) {
    this.clock = clock;
  }

  /**
   * sts answered just now.
   *
   * @param date the header (RFC 9110, 6.6.1); null where there is none
   */
  public void answered(@Nullable String date) {
    if (date == null) {
      return;
    }
    try {
      Instant there = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      ahead = Duration.between(there, clock.instant());
    } catch (DateTimeException e) {
      return;
    }
    boolean far = ahead.abs().compareTo(TOLERATED) > 0;
    if (far && !told) {
      LOG.log(
          System.Logger.Level.WARNING,
          "this node''s clock is {0} s ahead of sts''s: tokens and signatures may be refused",
          ahead.toSeconds());
    }
    told = far;
  }

  /** By how much this clock is ahead; negative where it is behind. */
  public Duration ahead() {
    return ahead;
  }
}
