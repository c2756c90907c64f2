package dev.rolecall.cache;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Tells what comes again from what comes once, which no cache should keep: it would never be asked
 * for, push out what is, and be copied by the garbage collector meanwhile (as of TinyLFU, G.
 * Einziger and others, 2017). Remembers hashes alone, a bounded number of them; where it is
 * mistaken, something is kept too early or too late. For several threads.
 */
public final class Doorkeeper {
  private static final int MOST = 1 << 20;

  /** Of one entry, so that few that come again are forgotten because they met another. */
  private static final int PLACES = 4;

  private final AtomicIntegerArray last;

  /**
   * @param entries of the cache
   */
  public Doorkeeper(int entries) {
    last = new AtomicIntegerArray(PLACES * Math.clamp(entries, 1, MOST));
  }

  /** Whether the key was asked about before, as far as is remembered. */
  public boolean cameBefore(Object key) {
    int hash = key.hashCode();
    long spread = Integer.toUnsignedLong(hash * BoundedCache.GOLDEN_RATIO);
    int place = (int) (spread * (last.length() / 2) >>> Integer.SIZE) * 2;
    int newer = last.getAndSet(place, hash);
    // Two that meet in one place, and return in turns, would else forget each other forever.
    return newer == hash || last.getAndSet(place + 1, newer) == hash;
  }
}
