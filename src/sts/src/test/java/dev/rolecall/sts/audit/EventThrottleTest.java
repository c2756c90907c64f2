package dev.rolecall.sts.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EventThrottleTest {
  private final MovableClock clock = MovableClock.at("2026-03-01T12:00:00Z");
  private final EventThrottle throttle = new EventThrottle(clock);

  @Test
  void saysTheSameOnceAMinuteWithItsCount() {
    assertThat(throttle.occurred("a")).hasValue(1);
    assertThat(throttle.occurred("a")).isEmpty();
    assertThat(throttle.occurred("b")).hasValue(1);
    clock.advance(Duration.ofSeconds(60));
    assertThat(throttle.occurred("a")).hasValue(3);
    assertThat(throttle.occurred("a")).isEmpty();
  }
}
