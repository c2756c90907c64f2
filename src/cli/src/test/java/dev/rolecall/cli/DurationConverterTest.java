package dev.rolecall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationConverterTest {
  private final DurationConverter converter = new DurationConverter();

  @ParameterizedTest
  @CsvSource({"90s,90", "10m,600", "1h,3600", "1h30m,5400", "PT1H,3600", "pt2m,120", "P1D,86400"})
  void readsDurationsAsPeopleWriteThem(String text, long seconds) {
    assertThat(converter.convert(text)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "5x", "-5m", "0s", "h", "PT", "99999999999999999999h"})
  void refusesWhatIsNoDurationAhead(String text) {
    assertThatThrownBy(() -> converter.convert(text)).isInstanceOf(TypeConversionException.class);
  }

  @Test
  void saysHowDurationsAreWritten() {
    assertThatThrownBy(() -> converter.convert("soon"))
        .hasMessage("'soon' is not a duration such as 90s, 10m, 1h or PT1H");
  }
}
