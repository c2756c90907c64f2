package dev.rolecall.policy.operator;

import dev.rolecall.policy.pattern.PatternException;
import dev.rolecall.policy.pattern.Variables;

/** The {@code Date} operators, to the millisecond: see {@link Timestamp} for what is a date. */
record DateTest(String text, long millis, Order order) implements ValueTest {
  static ValueTest parse(String value, Order order) throws PatternException {
    long millis = Timestamp.millis(value);
    if (millis == Timestamp.NONE) {
      throw new PatternException(
          "TYPE_MISMATCH_DATE",
          "'"
              + value
              + "' is not a date; write 2026-01-31, 2026-01-31T12:00:00Z or seconds since 1970.");
    }
    return new DateTest(value, millis, order);
  }

  @Override
  public Outcome compare(String value, Variables variables) {
    long given = Timestamp.millis(value);
    return Outcome.of(given != Timestamp.NONE && order.accepts(Long.compare(given, millis)));
  }

  @Override
  public String toString() {
    return text;
  }
}
