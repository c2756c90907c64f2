package dev.rolecall.agent.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff = new Backoff(new Random(7));

  @Test
  void waitsLongerEachTimeUpToALimit() {
    Duration limit = Backoff.FIRST;
    for (int i = 0; i < 20; i++) {
      assertThat(backoff.next()).isBetween(limit.dividedBy(2), limit);
      Duration twice = limit.multipliedBy(2);
      limit = twice.compareTo(Backoff.LONGEST) < 0 ? twice : Backoff.LONGEST;
    }
    assertThat(limit).isEqualTo(Backoff.LONGEST);
  }

  @Test
  void waitsDifferently() {
    assertThat(Stream.generate(() -> new Backoff(new Random()).next()).limit(50).distinct().count())
        .isGreaterThan(5);
  }

  @Test
  void beginsAnewAfterASuccess() {
    backoff.next();
    backoff.next();
    backoff.reset();

    assertThat(backoff.next()).isLessThanOrEqualTo(Backoff.FIRST);
  }
}
