package dev.rolecall.policy.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DecimalProperties {
  private static final String FORM = "[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,4})?";

  @Property(tries = 20_000)
  void takesNumbersAndNothingElse(@ForAll("nearNumbers") String text) {
    assertThat(Decimal.isNumber(text)).isEqualTo(text.matches(FORM));
  }

  @Property(tries = 20_000)
  void comparesAsExactDecimalsDo(
      @ForAll("numbers") String policy, @ForAll("numbers") String given) {
    assertThat(Integer.signum(Decimal.parse(policy).orElseThrow().compareNumber(given)))
        .as("%s <=> %s", given, policy)
        .isEqualTo(new BigDecimal(given).compareTo(new BigDecimal(policy)));
  }

  /** The same number, its point elsewhere, with zeros at either end. */
  @Property(tries = 5_000)
  void takesEverySpellingOfANumber(
      @ForAll("digits") String digits,
      @ForAll("exponents") int exponent,
      @ForAll("zeros") String zeros) {
    Optional<Decimal> number = Decimal.parse(digits + "e" + exponent);

    assertThat(
            number
                .orElseThrow()
                .compareNumber(zeros + digits + zeros + "e" + (exponent - zeros.length())))
        .isZero();
    assertThat(
            number
                .orElseThrow()
                .compareNumber(
                    "0." + zeros + digits + "E" + (exponent + digits.length() + zeros.length())))
        .isZero();
  }

  @Provide
  Arbitrary<String> nearNumbers() {
    return Arbitraries.strings().withChars("+-.eE09a\u0661").ofMaxLength(7);
  }

  /** Few different digits and lengths around 18, so that numbers are often nearly the same. */
  @Provide
  Arbitrary<String> numbers() {
    return Combinators.combine(
            Arbitraries.of("", "-", "+"),
            digits(),
            Arbitraries.of(
                "", ".", ".0", ".5", ".001", ".000000000000000001", ".50000000000000000000"),
            Arbitraries.of("", "e0", "e1", "E-1", "e+3", "e17", "e-18", "e9999", "e-9999"))
        .as((sign, digits, fraction, exponent) -> sign + digits + fraction + exponent);
  }

  @Provide
  Arbitrary<String> digits() {
    return Arbitraries.strings().withChars("0019").ofMinLength(1).ofMaxLength(21);
  }

  @Provide
  Arbitrary<String> zeros() {
    return Arbitraries.integers().between(0, 20).map("0"::repeat);
  }

  @Provide
  Arbitrary<Integer> exponents() {
    return Arbitraries.integers().between(-50, 50);
  }
}
