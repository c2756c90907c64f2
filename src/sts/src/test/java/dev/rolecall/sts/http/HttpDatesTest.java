package dev.rolecall.sts.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class HttpDatesTest {
  private final HttpDates dates = new HttpDates();

  @Test
  void writesTheExampleOfRfc9110() {
    assertThat(dates.at(Instant.parse("1994-11-06T08:49:37Z")))
        .isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
  }

  @Test
  void followsTheClockForwardsAndBackwards() {
    Instant instant = Instant.parse("2026-01-01T00:00:00.999Z");

    assertThat(dates.at(instant)).isEqualTo("Thu, 01 Jan 2026 00:00:00 GMT");
    assertThat(dates.at(instant.plusMillis(1))).isEqualTo("Thu, 01 Jan 2026 00:00:01 GMT");
    assertThat(dates.at(instant)).isEqualTo("Thu, 01 Jan 2026 00:00:00 GMT");
  }
}
