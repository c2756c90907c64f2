package dev.rolecall.policy.operator;

/** Reads IPv6 addresses without allocating; their end may be written as IPv4. */
final class Ipv6 {
  static final int BITS = 128;

  private static final int GROUPS = 8;
  private static final int GROUPS_OF_A_HALF = 4;
  private static final int MALFORMED = -1;
  private static final long IPV4_MAPPED = 0xffffL;

  private Ipv6() {}

  static boolean isAddress(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text, 0, text.length()) == GROUPS;
    }
    int before = groups(text, 0, gap);
    int behind = groups(text, gap + 2, text.length());
    return before != MALFORMED && behind != MALFORMED && before + behind < GROUPS;
  }

  /**
   * The upper 64 bits.
   *
   * @param address for which {@link #isAddress} holds
   */
  static long high(String address) {
    return half(address, 0);
  }

  /**
   * The lower 64 bits.
   *
   * @param address for which {@link #isAddress} holds
   */
  static long low(String address) {
    return half(address, GROUPS_OF_A_HALF);
  }

  /** Whether the address of these bits is an IPv4 address, the lowest 32 bits, in IPv6 form. */
  static boolean isIpv4(long high, long low) {
    return high == 0 && low >>> Ipv4.BITS == IPV4_MAPPED;
  }

  /** That IPv4 address. */
  static long ipv4(long low) {
    return low & 0xffffffffL;
  }

  /** How many 16-bit groups this part of an address has. */
  private static int groups(String text, int from, int to) {
    int groups = 0;
    int at = from;
    while (at < to && groups <= GROUPS) {
      int end = endOfGroup(text, at, to);
      if (end == text.length() && text.indexOf('.', at) >= 0) {
        return Ipv4.bits(text, at, end) == Ipv4.NONE ? MALFORMED : groups + 2;
      }
      if (end - at > 4 || Digits.number(text, at, end, 16) < 0 || end + 1 == to) {
        return MALFORMED;
      }
      groups++;
      at = end + 1;
    }
    return groups;
  }

  private static long half(String address, int first) {
    int gap = address.indexOf("::");
    if (gap < 0) {
      return bits(address, 0, address.length(), first);
    }
    int behind = GROUPS - groups(address, gap + 2, address.length());
    return bits(address, 0, gap, first) | bits(address, gap + 2, address.length(), first - behind);
  }

  /** The bits of four groups of this part, of which the first is {@code first}; zeros elsewhere. */
  private static long bits(String text, int from, int to, int first) {
    long bits = 0;
    int group = -first;
    int at = from;
    while (at < to) {
      int end = endOfGroup(text, at, to);
      if (end == text.length() && text.indexOf('.', at) >= 0) {
        long ipv4 = Ipv4.bits(text, at, end);
        return bits | inPlace(ipv4 >>> 16, group) | inPlace(ipv4 & 0xffff, group + 1);
      }
      bits |= inPlace(Digits.number(text, at, end, 16), group);
      group++;
      at = end + 1;
    }
    return bits;
  }

  private static long inPlace(long bits, int group) {
    return group >= 0 && group < GROUPS_OF_A_HALF ? bits << 16 * (3 - group) : 0;
  }

  private static int endOfGroup(String text, int from, int to) {
    int colon = text.indexOf(':', from);
    return colon < 0 || colon > to ? to : colon;
  }
}
