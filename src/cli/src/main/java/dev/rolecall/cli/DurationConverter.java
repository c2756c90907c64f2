package dev.rolecall.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as people write them: {@code 90s}, {@code 10m}, {@code 1h30m}, {@code PT1H}. */
final class DurationConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    String iso = text.toUpperCase(Locale.ROOT);
    try {
      Duration duration = Duration.parse(iso.startsWith("P") ? iso : "PT" + iso);
      if (duration.isPositive()) {
        return duration;
      }
    } catch (DateTimeException | ArithmeticException e) {
      // Told below, in our own words.
    }
    throw new TypeConversionException(
        "'" + text + "' is not a duration such as 90s, 10m, 1h or PT1H");
  }
}
