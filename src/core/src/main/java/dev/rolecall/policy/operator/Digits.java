package dev.rolecall.policy.operator;

/** Reads numbers of ASCII digits, and of none that other scripts have. */
final class Digits {
  private static final int ASCII = 0x80;

  private Digits() {}

  /** The number that a short part of {@code text} is, or -1 where it is none or has no digit. */
  static int number(String text, int from, int to, int radix) {
    int number = from < to ? 0 : -1;
    for (int i = from; i < to; i++) {
      char unit = text.charAt(i);
      int digit = unit < ASCII ? Character.digit(unit, radix) : -1;
      if (digit < 0) {
        return -1;
      }
      number = number * radix + digit;
    }
    return number;
  }
}
