package dev.rolecall.limit;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.function.LongSupplier;

/**
 * Limits how often each of any number of keys does something, in half a megabyte whatever their
 * number: a count-min sketch of leaky buckets. A key has a place in each of four rows, and as much
 * room as the emptiest of them says. There is nothing to evict, so nobody wins a new bucket by
 * bringing many keys, and nobody is pushed out; since the places are secret, who has used up {@code
 * k} buckets blocks another key with a chance of {@code (k / 16384)^4} only. Safe for several
 * threads.
 */
public final class RateLimiter {
  private static final int ROWS = 4;
  private static final int PLACE_BITS = 14;
  private static final long NANOS = 1_000_000_000L;

  private final long interval;
  private final long burst;
  private final SipHash hash;
  private final LongSupplier nanos;
  private final long start;

  /** When each place has leaked empty, in nanoseconds from the start. */
  private final long[][] emptyAt = new long[ROWS][1 << PLACE_BITS];

  /**
   * @param nanos a clock that never goes back, as {@link System#nanoTime()}
   */
  public RateLimiter(RateLimit limit, SecureRandom random, LongSupplier nanos) {
    this.interval = NANOS / limit.perSecond();
    this.burst = limit.burst() * interval;
    this.hash = SipHash.random(random);
    this.nanos = nanos;
    this.start = nanos.getAsLong();
  }

  /** Whether this key may do it once more; if so it counts. */
  public boolean take(String key) {
    long places = places(key);
    synchronized (emptyAt) {
      long now = now();
      boolean room = hasRoom(places, now);
      if (room) {
        add(places, now);
      }
      return room;
    }
  }

  /** Whether this key may do it once more; nothing counts yet. */
  public boolean hasRoom(String key) {
    long places = places(key);
    synchronized (emptyAt) {
      return hasRoom(places, now());
    }
  }

  /** Counts what was done already, also beyond the limit. */
  public void add(String key) {
    long places = places(key);
    synchronized (emptyAt) {
      add(places, now());
    }
  }

  private long now() {
    return nanos.getAsLong() - start;
  }

  private long places(String key) {
    return hash.hash(key.getBytes(StandardCharsets.UTF_8));
  }

  private static int place(long places, int row) {
    return (int) (places >>> row * PLACE_BITS) & (1 << PLACE_BITS) - 1;
  }

  private boolean hasRoom(long places, long now) {
    return level(places, now) <= burst - interval;
  }

  /** How full the emptiest of the key's places is, in nanoseconds of leaking. */
  private long level(long places, long now) {
    long least = Long.MAX_VALUE;
    for (int row = 0; row < ROWS; row++) {
      least = Math.min(least, emptyAt[row][place(places, row)]);
    }
    return Math.max(0, least - now);
  }

  /** Raises only places that say less than this key's new level: others need not suffer. */
  private void add(long places, long now) {
    long next = now + Math.min(level(places, now) + interval, burst);
    for (int row = 0; row < ROWS; row++) {
      int place = place(places, row);
      emptyAt[row][place] = Math.max(emptyAt[row][place], next);
    }
  }
}
