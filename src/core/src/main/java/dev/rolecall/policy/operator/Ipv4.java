package dev.rolecall.policy.operator;

/** Reads IPv4 addresses without allocating, and without the octal and short forms others take. */
final class Ipv4 {
  static final int BITS = 32;

  /** What a text that is no address reads as. */
  static final long NONE = -1;

  private static final int OCTETS = 4;

  private Ipv4() {}

  /** The 32 bits of the address that the part of {@code text} is. */
  static long bits(String text, int from, int to) {
    long bits = 0;
    int at = from;
    for (int i = 0; i < OCTETS; i++) {
      int end = i < OCTETS - 1 ? text.indexOf('.', at) : to;
      int octet = end < 0 || end > to ? -1 : octet(text, at, end);
      if (octet < 0) {
        return NONE;
      }
      bits = bits << Byte.SIZE | octet;
      at = end + 1;
    }
    return bits;
  }

  private static int octet(String text, int from, int to) {
    boolean leadingZero = to - from > 1 && text.charAt(from) == '0';
    if (to - from > 3 || leadingZero) {
      return -1;
    }
    int octet = Digits.number(text, from, to, 10);
    return octet > 255 ? -1 : octet;
  }
}
