package dev.rolecall.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CallerSharesTest {
  private final AtomicLong nanos = new AtomicLong();
  private final CallerShares shares = new CallerShares(new SecureRandom(), nanos::get);

  @Test
  void letsNobodySpendWhatOthersNeed() {
    for (int i = 0; i < 100; i++) {
      assertThat(shares.enter("10.0.0.1")).isTrue();
      shares.refused("10.0.0.1");
      shares.leave("10.0.0.1");
    }
    assertThat(shares.enter("10.0.0.1")).isFalse();
    assertThat(shares.enter("10.0.0.2")).isTrue();

    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(shares.enter("10.0.0.1")).isTrue();
  }

  @Test
  void countsNothingThatIsGranted() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(shares.enter("10.0.0.1")).isTrue();
      shares.leave("10.0.0.1");
    }
  }

  /** They would all be on their way before the first is refused. */
  @Test
  void boundsHowManyCallAtATime() {
    for (int i = 0; i < 64; i++) {
      assertThat(shares.enter("10.0.0.1")).isTrue();
    }
    assertThat(shares.enter("10.0.0.1")).isFalse();
    assertThat(shares.enter("10.0.0.2")).isTrue();

    shares.leave("10.0.0.1");
    assertThat(shares.enter("10.0.0.1")).isTrue();
  }
}
