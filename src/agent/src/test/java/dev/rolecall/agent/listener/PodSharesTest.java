package dev.rolecall.agent.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PodSharesTest {
  private final AtomicLong nanos = new AtomicLong();
  private final PodShares shares = new PodShares(10, 5, nanos::get);

  @Test
  void letsInTwiceTheRateAtOnceAndThenTheRate() {
    assertThat(burst("a", 100)).isEqualTo(20);

    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(burst("a", 100)).isEqualTo(10);

    nanos.addAndGet(TimeUnit.HOURS.toNanos(1));
    assertThat(burst("a", 100)).isEqualTo(20);
  }

  @Test
  void takesNothingFromOthers() {
    burst("a", 100);

    assertThat(burst("b", 100)).isEqualTo(20);
  }

  @Test
  void letsInAFewAtATime() {
    PodShares.Share share = shares.of("a");
    for (int i = 0; i < 5; i++) {
      assertThat(share.enter()).isTrue();
    }
    assertThat(share.enter()).isFalse();

    share.leave();

    assertThat(share.enter()).isTrue();
  }

  private int burst(String who, int times) {
    int let = 0;
    for (int i = 0; i < times; i++) {
      PodShares.Share share = shares.of(who);
      if (share.enter()) {
        let++;
        share.leave();
      }
    }
    return let;
  }
}
