package dev.rolecall.agent.http;

import java.util.HashMap;
import java.util.Map;

/**
 * Room for what connections have sent and was not answered yet, heads that are not whole among it:
 * many connections of slow heads would fill the memory otherwise. Each source may always have a
 * little, more only while there is room, so that no source keeps the others out. Lives on one event
 * loop.
 */
public final class HeadRoom {
  private final long ofAll;
  private final long alwaysOfSource;
  private final Map<String, Long> bySource = new HashMap<>();
  private long taken;

  /**
   * @param ofAll bytes of memory
   * @param alwaysOfSource bytes that a source may have where there is no room left
   */
  public HeadRoom(long ofAll, long alwaysOfSource) {
    this.ofAll = ofAll;
    this.alwaysOfSource = alwaysOfSource;
  }

  /** What one connection has. */
  public final class Share {
    private final String source;
    private long own;

    private Share(String source) {
      this.source = source;
    }

    /** Whether it may have so much from here on; nothing changes where it may not. */
    boolean resize(long bytes) {
      long more = bytes - own;
      if (more == 0) {
        return true;
      }
      long ofSource = bySource.getOrDefault(source, 0L) + more;
      if (more > 0 && taken + more > ofAll && ofSource > alwaysOfSource) {
        return false;
      }
      own = bytes;
      taken += more;
      if (ofSource == 0) {
        bySource.remove(source);
      } else {
        bySource.put(source, ofSource);
      }
      return true;
    }
  }

  /** Of a new connection. */
  public Share share(String source) {
    return new Share(source);
  }
}
