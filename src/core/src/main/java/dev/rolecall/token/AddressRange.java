package dev.rolecall.token;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A range of IP addresses in CIDR notation (RFC 4632, RFC 4291). */
final class AddressRange {
  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

  /** Addresses only: the JDK would look a name up. */
  private static final Pattern FORM =
      Pattern.compile(
          "((?:" + OCTET + "\\.){3}" + OCTET + "|[0-9a-fA-F]*:[0-9a-fA-F:.]*)/([0-9]{1,3})");

  private static final int IPV6_BYTES = 16;
  private static final int MAPPED_PREFIX_BYTES = 12;

  private final byte[] network;
  private final int prefix;

  private AddressRange(byte[] network, int prefix) {
    this.network = network;
    this.prefix = prefix;
  }

  /**
   * @throws IllegalArgumentException where the text is not a range, or has bits beyond its prefix
   */
  static AddressRange parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw invalid(text);
    }
    try {
      byte[] network = InetAddress.getByName(matcher.group(1)).getAddress();
      int prefix = Integer.parseInt(matcher.group(2));
      if (prefix > network.length * Byte.SIZE) {
        throw invalid(text);
      }
      if (!Arrays.equals(masked(network, prefix), network)) {
        throw new IllegalArgumentException(
            "the address range '" + text + "' has bits beyond its prefix");
      }
      return new AddressRange(network, prefix);
    } catch (UnknownHostException e) {
      throw invalid(text);
    }
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException(
        "'" + text + "' is not an address range such as 10.0.0.0/8 or fd00::/8");
  }

  boolean contains(InetAddress address) {
    byte[] bytes = unmapped(address.getAddress());
    return bytes.length == network.length && Arrays.equals(masked(bytes, prefix), network);
  }

  /** An IPv4 address in IPv6 clothes ({@code ::ffff:a.b.c.d}) is where the packets go: IPv4. */
  private static byte[] unmapped(byte[] bytes) {
    boolean mapped = bytes.length == IPV6_BYTES && bytes[10] == -1 && bytes[11] == -1;
    for (int i = 0; mapped && i < MAPPED_PREFIX_BYTES - 2; i++) {
      mapped = bytes[i] == 0;
    }
    return mapped ? Arrays.copyOfRange(bytes, MAPPED_PREFIX_BYTES, IPV6_BYTES) : bytes;
  }

  private static byte[] masked(byte[] bytes, int prefix) {
    byte[] masked = new byte[bytes.length];
    for (int bit = 0; bit < prefix; bit++) {
      int at = bit / Byte.SIZE;
      masked[at] |= (byte) (bytes[at] & 1 << Byte.SIZE - 1 - bit % Byte.SIZE);
    }
    return masked;
  }
}
