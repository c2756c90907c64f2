package dev.rolecall.policy.operator;

import java.util.Optional;

/**
 * An IPv4 or IPv6 address; an IPv4-mapped IPv6 address is the IPv4 one. Read without any look-up of
 * names.
 *
 * @param high the upper 64 bits; 0 for IPv4
 * @param low the lower 64 bits
 * @param bits 32 or 128
 */
record IpAddress(long high, long low, int bits) {
  static Optional<IpAddress> parse(String text) {
    if (text.indexOf(':') < 0) {
      long bits = Ipv4.bits(text, 0, text.length());
      return bits == Ipv4.NONE ? Optional.empty() : Optional.of(ipv4(bits));
    }
    return Ipv6.isAddress(text)
        ? Optional.of(ipv6(Ipv6.high(text), Ipv6.low(text)))
        : Optional.empty();
  }

  private static IpAddress ipv4(long bits) {
    return new IpAddress(0, bits, Ipv4.BITS);
  }

  private static IpAddress ipv6(long high, long low) {
    return Ipv6.isIpv4(high, low) ? ipv4(Ipv6.ipv4(low)) : new IpAddress(high, low, Ipv6.BITS);
  }

  /** The first {@code prefix} bits, the others zero. */
  IpAddress network(int prefix) {
    return new IpAddress(high & maskOfHigh(prefix), low & maskOfLow(prefix), bits);
  }

  /** Whether these bits, as many as this address has, begin with the same {@code prefix} bits. */
  boolean agrees(int prefix, long otherHigh, long otherLow) {
    return ((high ^ otherHigh) & maskOfHigh(prefix)) == 0
        && ((low ^ otherLow) & maskOfLow(prefix)) == 0;
  }

  // IPv4 fills the last 32 of the 128 bits, so its prefix begins behind 96 zeros.

  private long maskOfHigh(int prefix) {
    return mask(Ipv6.BITS - bits + prefix);
  }

  private long maskOfLow(int prefix) {
    return mask(Ipv6.BITS - bits + prefix - Long.SIZE);
  }

  private static long mask(int ones) {
    if (ones <= 0) {
      return 0;
    }
    return ones >= Long.SIZE ? -1L : -1L << (Long.SIZE - ones);
  }
}
