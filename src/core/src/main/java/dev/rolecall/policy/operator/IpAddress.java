package dev.rolecall.policy.operator;

import java.util.Optional;

/**
 * An IPv4 or IPv6 address; an IPv4-mapped IPv6 address is the IPv4 one. Read without any look-up of
 * names, and without the octal and short forms of IPv4 that other readers take.
 *
 * @param high the upper 64 bits; 0 for IPv4
 * @param low the lower 64 bits
 * @param bits 32 or 128
 */
record IpAddress(long high, long low, int bits) {
  static final int IPV4_BITS = 32;
  static final int IPV6_BITS = 128;

  private static final int GROUPS = 8;
  private static final long MAPPED = 0xffffL;

  static Optional<IpAddress> parse(String text) {
    if (text.indexOf(':') >= 0) {
      return ipv6(text);
    }
    return ipv4(text).map(value -> new IpAddress(0, value, IPV4_BITS));
  }

  private static Optional<Long> ipv4(String text) {
    String[] octets = text.split("\\.", -1);
    if (octets.length != 4) {
      return Optional.empty();
    }
    long value = 0;
    for (String octet : octets) {
      int number = number(octet, 10, 3);
      if (number < 0 || number > 255 || (octet.length() > 1 && octet.charAt(0) == '0')) {
        return Optional.empty();
      }
      value = value << 8 | number;
    }
    return Optional.of(value);
  }

  private static Optional<IpAddress> ipv6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text).filter(groups -> groups.length == GROUPS).map(IpAddress::of);
    }
    Optional<int[]> head = groups(text.substring(0, gap));
    Optional<int[]> tail = groups(text.substring(gap + 2));
    if (head.isEmpty() || tail.isEmpty() || head.get().length + tail.get().length >= GROUPS) {
      return Optional.empty();
    }
    int[] all = new int[GROUPS];
    System.arraycopy(head.get(), 0, all, 0, head.get().length);
    System.arraycopy(tail.get(), 0, all, GROUPS - tail.get().length, tail.get().length);
    return Optional.of(of(all));
  }

  /** The 16-bit groups of a part of an IPv6 address, whose end may be written as IPv4. */
  private static Optional<int[]> groups(String part) {
    if (part.isEmpty()) {
      return Optional.of(new int[0]);
    }
    String[] texts = part.split(":", GROUPS + 1);
    boolean dotted = texts[texts.length - 1].indexOf('.') >= 0;
    int[] groups = new int[texts.length + (dotted ? 1 : 0)];
    int plain = dotted ? texts.length - 1 : texts.length;
    for (int i = 0; i < plain; i++) {
      groups[i] = number(texts[i], 16, 4);
      if (groups[i] < 0) {
        return Optional.empty();
      }
    }
    if (dotted) {
      Optional<Long> last = ipv4(texts[plain]);
      if (last.isEmpty()) {
        return Optional.empty();
      }
      groups[plain] = (int) (last.get() >> 16);
      groups[plain + 1] = (int) (last.get() & 0xffff);
    }
    return Optional.of(groups);
  }

  private static IpAddress of(int[] groups) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < GROUPS / 2; i++) {
      high = high << 16 | groups[i];
      low = low << 16 | groups[GROUPS / 2 + i];
    }
    boolean mapped = high == 0 && low >>> 32 == MAPPED;
    return mapped
        ? new IpAddress(0, low & 0xffffffffL, IPV4_BITS)
        : new IpAddress(high, low, IPV6_BITS);
  }

  /** The number, or -1 where the text is not one to {@code longest} ASCII digits. */
  static int number(String digits, int radix, int longest) {
    if (digits.isEmpty() || digits.length() > longest) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < digits.length(); i++) {
      char unit = digits.charAt(i);
      int digit = unit < 128 ? Character.digit(unit, radix) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value * radix + digit;
    }
    return value;
  }

  /** The first {@code prefix} bits, the others zero. */
  IpAddress network(int prefix) {
    // IPv4 fills the last 32 of the 128 bits, so its prefix begins behind 96 zeros.
    int ones = IPV6_BITS - bits + prefix;
    return new IpAddress(high & mask(ones), low & mask(ones - Long.SIZE), bits);
  }

  private static long mask(int ones) {
    if (ones <= 0) {
      return 0;
    }
    return ones >= Long.SIZE ? -1L : -1L << (Long.SIZE - ones);
  }
}
