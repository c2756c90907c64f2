package dev.rolecall.policy.operator;

import dev.rolecall.policy.pattern.PatternException;
import dev.rolecall.policy.pattern.Variables;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** The {@code Numeric} operators: exact decimals, never doubles. */
record NumericTest(String text, BigDecimal number, Order order) implements ValueTest {
  private static final int MAX_LENGTH = 100;
  private static final Pattern FORM =
      Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,4})?");

  static ValueTest parse(String value, Order order) throws PatternException {
    BigDecimal number =
        number(value)
            .orElseThrow(() ->
                new PatternException(
                    "TYPE_MISMATCH_NUMBER", "'" + value + "' is not a number, such as 10."));
    return new NumericTest(value, number, order);
  }

  @Override
  public Outcome compare(String value, Variables variables) {
    return Outcome.of(
        number(value).filter(given -> order.accepts(given.compareTo(number))).isPresent());
  }

  private static Optional<BigDecimal> number(String text) {
    return text.length() <= MAX_LENGTH && FORM.matcher(text).matches()
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return text;
  }
}
