package dev.rolecall.agent.stream;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses between attempts: each up to twice the one before, and anywhere below that, so that the
 * agents of a cluster do not come back to a restarted sts all at once.
 */
final class Backoff {
  static final Duration FIRST = Duration.ofMillis(250);
  static final Duration LONGEST = Duration.ofSeconds(10);

  private final RandomGenerator random;
  private Duration limit = FIRST;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  Duration next() {
    long half = limit.toMillis() / 2;
    Duration pause = Duration.ofMillis(half + random.nextLong(half + 1));
    Duration twice = limit.multipliedBy(2);
    limit = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
    return pause;
  }

  /** It worked. */
  void reset() {
    limit = FIRST;
  }
}
