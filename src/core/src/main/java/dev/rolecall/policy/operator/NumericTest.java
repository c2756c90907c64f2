package dev.rolecall.policy.operator;

import dev.rolecall.policy.pattern.PatternException;
import dev.rolecall.policy.pattern.Variables;

/** The {@code Numeric} operators: exact decimals, never doubles. */
record NumericTest(String text, Decimal number, Order order) implements ValueTest {
  static ValueTest parse(String value, Order order) throws PatternException {
    Decimal number =
        Decimal.parse(value)
            .orElseThrow(() ->
                new PatternException(
                    "TYPE_MISMATCH_NUMBER", "'" + value + "' is not a number, such as 10."));
    return new NumericTest(value, number, order);
  }

  @Override
  public Outcome compare(String value, Variables variables) {
    return Outcome.of(Decimal.isNumber(value) && order.accepts(number.compareNumber(value)));
  }

  @Override
  public String toString() {
    return text;
  }
}
