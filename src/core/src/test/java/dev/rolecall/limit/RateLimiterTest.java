package dev.rolecall.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimiterTest {
  private long nanos = Long.MAX_VALUE - 5;
  private final RateLimiter limiter =
      new RateLimiter(new RateLimit(10, 3), new SecureRandom(), () -> nanos);

  @Test
  void allowsABurstAndThenTheRate() {
    assertThat(taken("a", 10)).isEqualTo(3);
    pass(Duration.ofMillis(99));
    assertThat(limiter.take("a")).isFalse();
    pass(Duration.ofMillis(1));
    assertThat(taken("a", 10)).isEqualTo(1);
  }

  @Test
  void allowsNoMoreThanABurstAfterALongPause() {
    taken("a", 3);
    pass(Duration.ofDays(400));
    assertThat(taken("a", 10)).isEqualTo(3);
  }

  @Test
  void looksWithoutTaking() {
    assertThat(IntStream.range(0, 100).allMatch(i -> limiter.hasRoom("a"))).isTrue();
    assertThat(taken("a", 10)).isEqualTo(3);
    assertThat(limiter.hasRoom("a")).isFalse();
  }

  @Test
  void keepsNoDebtBeyondTheBurst() {
    IntStream.range(0, 1000).forEach(i -> limiter.add("a"));
    assertThat(limiter.hasRoom("a")).isFalse();
    pass(Duration.ofMillis(100));
    assertThat(limiter.hasRoom("a")).isTrue();
  }

  @Test
  void keepsKeysApart() {
    taken("a", 10);
    assertThat(taken("b", 10)).isEqualTo(3);
  }

  @Test
  void aFloodOfOtherKeysNeitherResetsAKeyNorBlocksOne() {
    taken("attacker", 10);
    IntStream.range(0, 1000).forEach(i -> taken("forged-" + i, 3));

    assertThat(limiter.hasRoom("attacker")).isFalse();
    long blocked = IntStream.range(0, 1000).filter(i -> !limiter.hasRoom("bystander-" + i)).count();
    assertThat(blocked).isLessThanOrEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,0", "-1,1", "1000001,1", "1,1000001"})
  void refusesLimitsOutOfRange(int perSecond, int burst) {
    assertThatThrownBy(() -> new RateLimit(perSecond, burst))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 to 1000000");
  }

  private long taken(String key, int times) {
    return IntStream.range(0, times).filter(i -> limiter.take(key)).count();
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }
}
