package dev.rolecall.limit;

import java.util.HashMap;
import java.util.Map;

/**
 * How many bytes of requests' bodies are held at a time, before anybody knows who sends them: so
 * many of everybody and, so that nobody takes it all, fewer of one address. Safe for several
 * threads.
 */
public final class BodyQuota {
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
    if (ofSource > ofOne || total + bytes > ofAll) {
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
