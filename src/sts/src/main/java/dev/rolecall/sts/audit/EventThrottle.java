package dev.rolecall.sts.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Merges what is said of the same thing again and again: once in a while it may be said, with how
 * often it happened. Holds a bounded number of things; safe for several threads.
 */
final class EventThrottle {
  private static final int MOST_KEYS = 4096;
  private static final Duration QUIET = Duration.ofSeconds(60);

  private final Clock clock;
  private final Map<String, Seen> seen =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
          return size() > MOST_KEYS;
        }
      };

  EventThrottle(Clock clock) {
    this.clock = clock;
  }

  private record Seen(Instant said, int total) {}

  /** How often it happened by now, where it is to be said. */
  synchronized OptionalInt occurred(String key) {
    Instant now = clock.instant();
    @Nullable Seen before = seen.get(key);
    if (before == null) {
      seen.put(key, new Seen(now, 1));
      return OptionalInt.of(1);
    }
    boolean quiet = now.isBefore(before.said().plus(QUIET));
    seen.put(key, new Seen(quiet ? before.said() : now, before.total() + 1));
    return quiet ? OptionalInt.empty() : OptionalInt.of(before.total() + 1);
  }
}
