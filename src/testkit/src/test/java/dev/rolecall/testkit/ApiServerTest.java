package dev.rolecall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

class ApiServerTest {
  @Test
  void startsAtOnceByDay() {
    assertThat(ApiServer.untilStartable(LocalTime.MIDNIGHT)).isZero();
    assertThat(ApiServer.untilStartable(LocalTime.of(23, 58, 59))).isZero();
  }

  @Test
  void waitsForTheNextDayInTheLastMinuteOfOne() {
    assertThat(ApiServer.untilStartable(LocalTime.of(23, 59))).isEqualTo(Duration.ofMinutes(1));
    assertThat(ApiServer.untilStartable(LocalTime.of(23, 59, 50)))
        .isEqualTo(Duration.ofSeconds(10));
  }
}
