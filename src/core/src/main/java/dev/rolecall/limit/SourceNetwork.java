package dev.rolecall.limit;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What of an address tells senders apart: all of an IPv4 address, but of an IPv6 address only the
 * network, since whoever has one address of it mostly has them all.
 *
 * @param ipv6PrefixBits 64 as a rule; 128 where hosts cannot choose their addresses
 */
public record SourceNetwork(int ipv6PrefixBits) {
  public SourceNetwork {
    if (ipv6PrefixBits < 32 || ipv6PrefixBits > 128) {
      throw new IllegalArgumentException(
          "a prefix of IPv6 has 32 to 128 bits, not " + ipv6PrefixBits);
    }
  }

  /** The key of an address's limits. An IPv4 address that is mapped to IPv6 is the IPv4 address. */
  public String of(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) {
      return HexFormat.of().formatHex(bytes);
    }
    int whole = ipv6PrefixBits / 8;
    byte[] network = Arrays.copyOf(bytes, bytes.length);
    if (whole < network.length) {
      network[whole] &= (byte) (0xff00 >> ipv6PrefixBits % 8);
      Arrays.fill(network, whole + 1, network.length, (byte) 0);
    }
    return HexFormat.of().formatHex(network);
  }
}
