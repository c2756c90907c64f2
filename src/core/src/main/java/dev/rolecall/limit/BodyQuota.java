package dev.rolecall.limit;

import java.util.HashMap;
import java.util.Map;

/**
 * How many bytes of requests' bodies are held at a time, before anybody knows who sends them: so
 * many of everybody and fewer of one address. An address never has more than it leaves to the
 * others, so that a few together do not take it all, and a little is always left to each: a 4,096th
 * of all, which may come on top. Safe for several threads.
 */
public final class BodyQuota {
  private static final long PARTS = 4096;

  private final long ofAll;
  private final long ofOne;
  private final Map<String, Long> held = new HashMap<>();
  private long total;

  public BodyQuota(long ofAll, long ofOne) {
    this.ofAll = ofAll;
    this.ofOne = ofOne;
  }

  /** Whether there is room for these bytes of this address; if so they count until given back. */
  public synchronized boolean take(String source, long bytes) {
    long ofSource = held.getOrDefault(source, 0L) + bytes;
    boolean little = ofSource <= ofAll / PARTS;
    boolean fair = ofSource <= Math.min(ofOne, ofAll - total - bytes);
    if (!little && !fair) {
      return false;
    }
    total += bytes;
    held.put(source, ofSource);
    return true;
  }

  /** Gives back what was taken. */
  public synchronized void give(String source, long bytes) {
    total -= bytes;
    held.computeIfPresent(source, (who, now) -> now > bytes ? now - bytes : null);
  }
}
