package dev.rolecall.policy.operator;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/**
 * A policy's number, which requests' numbers are compared with in decimal and exactly. Numbers of
 * up to 18 significant digits, whatever their exponent, are compared without allocating; of longer
 * ones {@link BigDecimal}s are made.
 *
 * @param significand the significant digits, or {@link #TOO_LONG}
 * @param exponent the power of ten of the last significant digit
 * @param exact the number
 */
record Decimal(long significand, int exponent, BigDecimal exact) {
  /** No digits of a number that makes sense; the exponent's are bounded as well. */
  private static final int LONGEST_TEXT = 100;

  private static final int LONGEST_EXPONENT = 4;
  private static final int MOST_DIGITS = 18;
  private static final long TOO_LONG = Long.MIN_VALUE;
  private static final long[] POWERS_OF_TEN = powersOfTen();

  /** The number, or empty where the text, to its last character, is none. */
  static Optional<Decimal> parse(String text) {
    return isNumber(text)
        ? Optional.of(new Decimal(significand(text), exponent(text), new BigDecimal(text)))
        : Optional.empty();
  }

  /** {@code 10}, {@code -1.5}, {@code .5}, {@code 1e3}: at most 100 characters of it. */
  static boolean isNumber(String text) {
    if (text.length() > LONGEST_TEXT) {
      return false;
    }
    int whole = behindSign(text, 0);
    int point = behindDigits(text, whole);
    boolean fraction = point < text.length() && text.charAt(point) == '.';
    int end = fraction ? behindDigits(text, point + 1) : point;
    int digits = end - whole - (fraction ? 1 : 0);
    return digits > 0 && (end == text.length() || isExponent(text, end));
  }

  private static boolean isExponent(String text, int at) {
    int from = behindSign(text, at + 1);
    int digits = text.length() - from;
    return (text.charAt(at) | ' ') == 'e'
        && digits >= 1
        && digits <= LONGEST_EXPONENT
        && behindDigits(text, from) == text.length();
  }

  private static int behindSign(String text, int at) {
    return at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-') ? at + 1 : at;
  }

  private static int behindDigits(String text, int from) {
    int at = from;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(char unit) {
    return unit >= '0' && unit <= '9';
  }

  /**
   * Negative, zero or positive, as the number that {@code text} is compares with this one.
   *
   * @param text for which {@link #isNumber} holds
   */
  int compareNumber(String text) {
    long given = significand(text);
    if (given == TOO_LONG || significand == TOO_LONG) {
      return new BigDecimal(text).compareTo(exact);
    }
    int sign = Long.signum(given);
    if (sign != Long.signum(significand) || sign == 0) {
      return Long.compare(given, significand);
    }
    return sign * compareMagnitudes(Math.abs(given), exponent(text));
  }

  private int compareMagnitudes(long given, int givenExponent) {
    long own = Math.abs(significand);
    int size = Integer.compare(digits(given) + givenExponent, digits(own) + exponent);
    if (size != 0) {
      return size;
    }
    // Both begin at the same power of ten, so that the longer of the two has at most 18 digits too.
    int shift = givenExponent - exponent;
    return shift >= 0
        ? Long.compare(given * POWERS_OF_TEN[shift], own)
        : Long.compare(given, own * POWERS_OF_TEN[-shift]);
  }

  /** The digits from the first to the last that is not zero. */
  private static long significand(String number) {
    long digits = 0;
    int count = 0;
    int zeros = 0;
    int end = endOfDigits(number);
    for (int i = 0; i < end; i++) {
      char unit = number.charAt(i);
      if (unit == '0' && count > 0) {
        zeros++;
      } else if (unit > '0') {
        count += zeros + 1;
        if (count > MOST_DIGITS) {
          return TOO_LONG;
        }
        digits = digits * POWERS_OF_TEN[zeros + 1] + (unit - '0');
        zeros = 0;
      }
    }
    return number.charAt(0) == '-' ? -digits : digits;
  }

  private static int exponent(String number) {
    int end = endOfDigits(number);
    int point = number.indexOf('.');
    int ones = (point < 0 ? end : point) - 1;
    int last = end - 1;
    while (last > 0 && number.charAt(last) <= '0') {
      last--;
    }
    int places = last <= ones ? ones - last : ones + 1 - last;
    return places + (end < number.length() ? writtenExponent(number, end + 1) : 0);
  }

  private static int writtenExponent(String number, int from) {
    int exponent = 0;
    for (int i = behindSign(number, from); i < number.length(); i++) {
      exponent = exponent * 10 + (number.charAt(i) - '0');
    }
    return number.charAt(from) == '-' ? -exponent : exponent;
  }

  private static int endOfDigits(String number) {
    int end = 0;
    while (end < number.length() && number.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private static int digits(long positive) {
    int digits = 1;
    while (digits < POWERS_OF_TEN.length && positive >= POWERS_OF_TEN[digits]) {
      digits++;
    }
    return digits;
  }

  private static long[] powersOfTen() {
    long[] powers = new long[MOST_DIGITS + 1];
    Arrays.setAll(powers, i -> BigDecimal.TEN.pow(i).longValueExact());
    return powers;
  }
}
