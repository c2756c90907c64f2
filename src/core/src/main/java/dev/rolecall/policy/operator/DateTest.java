package dev.rolecall.policy.operator;

import dev.rolecall.policy.pattern.PatternException;
import dev.rolecall.policy.pattern.Variables;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The {@code Date} operators: W3C dates (a date without a time is midnight UTC) or seconds since
 * 1970, to the millisecond.
 */
record DateTest(String text, Instant date, Order order) implements ValueTest {
  private static final Pattern EPOCH = Pattern.compile("-?[0-9]{1,15}");
  private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  static ValueTest parse(String value, Order order) throws PatternException {
    Instant date =
        date(value)
            .orElseThrow(() ->
                new PatternException(
                    "TYPE_MISMATCH_DATE",
                    "'"
                        + value
                        + "' is not a date; write 2026-01-31, 2026-01-31T12:00:00Z or seconds"
                        + " since 1970."));
    return new DateTest(value, date, order);
  }

  @Override
  public Outcome compare(String value, Variables variables) {
    return Outcome.of(
        date(value).filter(given -> order.accepts(given.compareTo(date))).isPresent());
  }

  private static Optional<Instant> date(String text) {
    try {
      Instant instant;
      if (EPOCH.matcher(text).matches()) {
        instant = Instant.ofEpochSecond(Long.parseLong(text));
      } else if (DAY.matcher(text).matches()) {
        instant = LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      } else if (MONTH.matcher(text).matches()) {
        instant = YearMonth.parse(text).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      } else {
        instant = OffsetDateTime.parse(text).toInstant();
      }
      return Optional.of(instant.truncatedTo(ChronoUnit.MILLIS));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
