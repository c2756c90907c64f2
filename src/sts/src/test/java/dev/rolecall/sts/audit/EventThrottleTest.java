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
    assertThat(throttle.occurred("pod", "a")).hasValue(1);
    assertThat(throttle.occurred("pod", "a")).isEmpty();
    assertThat(throttle.occurred("pod", "b")).hasValue(1);
    clock.advance(Duration.ofSeconds(60));
    assertThat(throttle.occurred("pod", "a")).hasValue(3);
    assertThat(throttle.occurred("pod", "a")).isEmpty();
  }

  @Test
  void saysTenDifferentThingsOfOnePodInAnHour() {
    for (int i = 0; i < 10; i++) {
      assertThat(throttle.occurred("flood", "reason " + i)).hasValue(1);
    }
    assertThat(throttle.occurred("flood", "reason 10")).isEmpty();
    assertThat(throttle.occurred("other", "reason 11")).hasValue(1);

    clock.advance(Duration.ofMinutes(59));
    assertThat(throttle.occurred("flood", "reason 12")).isEmpty();
    assertThat(throttle.occurred("flood", "reason 0")).hasValue(2);
    clock.advance(Duration.ofMinutes(1));
    assertThat(throttle.occurred("flood", "reason 12")).hasValue(1);
  }
}
