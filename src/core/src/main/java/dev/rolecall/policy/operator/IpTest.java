package dev.rolecall.policy.operator;

import dev.rolecall.policy.pattern.PatternException;
import dev.rolecall.policy.pattern.Variables;

/**
 * {@code IpAddress}: an address or a range in CIDR notation.
 *
 * @param network the first {@code prefix} bits of which an address must have
 */
record IpTest(String text, IpAddress network, int prefix) implements ValueTest {
  private static final String CODE = "TYPE_MISMATCH_IP_RANGE";
  private static final int LONGEST_PREFIX = 3;

  static ValueTest parse(String value) throws PatternException {
    int slash = value.indexOf('/');
    String text = slash < 0 ? value : value.substring(0, slash);
    IpAddress address =
        IpAddress.parse(text)
            .orElseThrow(() ->
                new PatternException(
                    CODE,
                    "'"
                        + value
                        + "' is not an IP address or range, such as 203.0.113.0/24 or"
                        + " 2001:db8::/32."));
    int prefix = slash < 0 ? address.bits() : prefix(value, text, address);
    IpAddress network = address.network(prefix);
    if (address.bits() == Ipv6.BITS && !network.equals(address)) {
      throw new PatternException(
          CODE,
          "'"
              + value
              + "' has bits set behind its prefix, so that it matches no address; clear them.");
    }
    return new IpTest(value, network, prefix);
  }

  @Override
  public Outcome compare(String value, Variables variables) {
    if (value.indexOf(':') < 0) {
      long bits = Ipv4.bits(value, 0, value.length());
      return bits == Ipv4.NONE ? Outcome.INCOMPARABLE : Outcome.of(isIn(Ipv4.BITS, 0, bits));
    }
    if (!Ipv6.isAddress(value)) {
      return Outcome.INCOMPARABLE;
    }
    long high = Ipv6.high(value);
    long low = Ipv6.low(value);
    return Outcome.of(
        Ipv6.isIpv4(high, low) ? isIn(Ipv4.BITS, 0, Ipv6.ipv4(low)) : isIn(Ipv6.BITS, high, low));
  }

  private boolean isIn(int bits, long high, long low) {
    return network.bits() == bits && network.agrees(prefix, high, low);
  }

  /** The prefix length; of an IPv4 address that was written as IPv6, in IPv4's bits. */
  private static int prefix(String value, String address, IpAddress parsed)
      throws PatternException {
    int from = address.length() + 1;
    int written =
        value.length() - from > LONGEST_PREFIX
            ? -1
            : Digits.number(value, from, value.length(), 10);
    int writtenBits = address.indexOf(':') >= 0 ? Ipv6.BITS : Ipv4.BITS;
    int prefix = written - (writtenBits - parsed.bits());
    if (written < 0 || prefix < 0 || prefix > parsed.bits()) {
      throw new PatternException(
          CODE, "'" + value + "' has no prefix length from 0 to " + writtenBits + ".");
    }
    return prefix;
  }

  @Override
  public String toString() {
    return text;
  }
}
