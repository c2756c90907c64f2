package dev.rolecall.agent.listener;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What each pod may have of the agent: requests a second, and requests at a time. Lives on one
 * event loop.
 */
public final class PodShares {
  /** More than there are pods on a node and addresses that strangers can answer from. */
  private static final int MOST_KNOWN = 4_096;

  private static final long SECOND = 1_000_000_000L;

  private final int perSecond;
  private final int atATime;
  private final LongSupplier nanos;

  /** The least recently seen first. */
  private final Map<String, Share> shares =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Share> eldest) {
          return size() > MOST_KNOWN;
        }
      };

  /**
   * @param perSecond of one pod; twice as many at once after a pause
   * @param atATime of one pod
   * @param nanos a clock that never goes back, as {@link System#nanoTime()}
   */
  public PodShares(int perSecond, int atATime, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.atATime = atATime;
    this.nanos = nanos;
  }

  /** What one pod has. */
  final class Share {
    private double room = 2.0 * perSecond;
    private long since = nanos.getAsLong();
    private int inProgress;

    /** Whether one more request is let in; if so, until it {@link #leave leaves}. */
    boolean enter() {
      long now = nanos.getAsLong();
      room = Math.min(2.0 * perSecond, room + (double) (now - since) * perSecond / SECOND);
      since = now;
      if (room < 1 || inProgress >= atATime) {
        return false;
      }
      room--;
      inProgress++;
      return true;
    }

    /** A request that was let in is over. */
    void leave() {
      inProgress--;
    }
  }

  /**
   * @param who a pod's UID, or what else tells callers apart
   */
  Share of(String who) {
    return shares.computeIfAbsent(who, first -> new Share());
  }
}
