package dev.rolecall.fakes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock (UTC) that stands still until it is moved. Safe for several threads. */
public final class MovableClock extends Clock {
  private Instant now;

  private MovableClock(Instant now) {
    this.now = now;
  }

  public static MovableClock at(Instant start) {
    return new MovableClock(start);
  }

  /**
   * @param start as {@code 2026-03-01T12:00:00Z}
   */
  public static MovableClock at(String start) {
    return at(Instant.parse(start));
  }

  /** Goes on, or back where {@code step} is negative. */
  public synchronized void advance(Duration step) {
    now = now.plus(step);
  }

  public synchronized void set(Instant time) {
    now = time;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId other) {
    throw new UnsupportedOperationException("a movable clock has UTC alone");
  }
}
