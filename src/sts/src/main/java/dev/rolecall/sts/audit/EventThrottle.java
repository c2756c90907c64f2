package dev.rolecall.sts.audit;

import dev.rolecall.limit.Pause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Merges what is said of the same thing again and again: once in a while it may be said, with how
 * often it happened. Of one pod only so many different things are said: what it asks for shapes
 * them, and each is an object of the API server. Holds a bounded number of things; safe for several
 * threads.
 */
final class EventThrottle {
  private static final int MOST_KEYS = 4096;
  private static final Duration QUIET = Duration.ofSeconds(60);

  /** How many different things are said of one pod until Events of before are gone. */
  private static final int MOST_OF_A_POD = 10;

  /** The API server keeps Events for an hour by default. */
  private static final Duration EVENT_LIFE = Duration.ofHours(1);

  private final Clock clock;
  private final Map<String, Seen> seen = recentlyUsed();
  private final Map<String, Said> pods = recentlyUsed();

  EventThrottle(Clock clock) {
    this.clock = clock;
  }

  private record Seen(Instant said, int total) {}

  /** How many things were said of a pod, and since when. */
  private record Said(Instant since, int things) {}

  /**
   * How often it happened by now, where it is to be said.
   *
   * @param pod the UID of the pod that it happened to
   */
  synchronized OptionalInt occurred(String pod, String key) {
    Instant now = clock.instant();
    @Nullable Seen before = seen.get(key);
    if (before == null) {
      return isFirst(pod, key, now) ? OptionalInt.of(1) : OptionalInt.empty();
    }
    boolean quiet = !Pause.isOver(QUIET, before.said(), now);
    seen.put(key, new Seen(quiet ? before.said() : now, before.total() + 1));
    return quiet ? OptionalInt.empty() : OptionalInt.of(before.total() + 1);
  }

  /** Whether there is room for one more thing of this pod. */
  private boolean isFirst(String pod, String key, Instant now) {
    Said said = pods.getOrDefault(pod, new Said(now, 0));
    if (Pause.isOver(EVENT_LIFE, said.since(), now)) {
      said = new Said(now, 0);
    }
    if (said.things() == MOST_OF_A_POD) {
      return false;
    }
    pods.put(pod, new Said(said.since(), said.things() + 1));
    seen.put(key, new Seen(now, 1));
    return true;
  }

  private static <V> Map<String, V> recentlyUsed() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > MOST_KEYS;
      }
    };
  }
}
