package dev.rolecall.policy.operator;

import dev.rolecall.policy.pattern.PatternException;
import dev.rolecall.policy.pattern.Variables;

/** {@code IpAddress}: an address or a range in CIDR notation. */
record IpTest(String text, IpAddress network, int prefix) implements ValueTest {
  private static final String CODE = "TYPE_MISMATCH_IP_RANGE";

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
    if (address.bits() == IpAddress.IPV6_BITS && !network.equals(address)) {
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
    return IpAddress.parse(value)
        .map(address ->
            Outcome.of(address.bits() == network.bits() && address.network(prefix).equals(network)))
        .orElse(Outcome.INCOMPARABLE);
  }

  /** The prefix length; of an IPv4 address that was written as IPv6, in IPv4's bits. */
  private static int prefix(String value, String address, IpAddress parsed)
      throws PatternException {
    int written = IpAddress.number(value.substring(address.length() + 1), 10, 3);
    int writtenBits = address.indexOf(':') >= 0 ? IpAddress.IPV6_BITS : IpAddress.IPV4_BITS;
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
