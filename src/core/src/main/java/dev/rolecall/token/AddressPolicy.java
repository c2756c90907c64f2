package dev.rolecall.token;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * The addresses that documents of issuers may be fetched from: public ones and those of an
 * allow-list. An issuer's URL is a tenant's word; without this, it could make the server talk to
 * loopback, to the cluster's inside or to a cloud's metadata service. To be asked for the address
 * that is connected to, not for the name.
 *
 * <p>Source: the IANA special-purpose address registries (RFC 6890).
 */
public final class AddressPolicy {
  /** Credentials and configuration of the node live here: never, whatever is allow-listed. */
  private static final List<AddressRange> METADATA =
      ranges(
          "169.254.0.0/16",
          "168.63.129.16/32",
          "100.100.100.200/32",
          "192.0.0.192/32",
          "fd00:ec2::/32",
          "fe80::/10",
          "fd20:ce::254/128");

  private static final List<AddressRange> NOT_PUBLIC =
      ranges(
          "0.0.0.0/8", // this network
          "10.0.0.0/8",
          "100.64.0.0/10", // carrier-grade NAT
          "127.0.0.0/8",
          "172.16.0.0/12",
          "192.0.0.0/24", // protocol assignments
          "192.0.2.0/24", // documentation
          "192.88.99.0/24", // 6to4 relays
          "192.168.0.0/16",
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4", // reserved, broadcast
          "2001::/23", // protocol assignments, Teredo
          "2001:db8::/32", // documentation
          "2002::/16", // 6to4: carries an IPv4 address
          "3fff::/20"); // documentation

  /**
   * Global unicast. All else is not public: loopback, unique local, link-local, multicast, and what
   * carries an IPv4 address (mapped, compatible, NAT64).
   */
  private static final List<AddressRange> UNICAST = ranges("0.0.0.0/0", "2000::/3");

  private final List<AddressRange> allowed;

  /**
   * @param allowed ranges besides the public ones, as {@code 10.0.0.0/8} or {@code fd00::/8}
   * @throws IllegalArgumentException where one is not a range; the message names it
   */
  public AddressPolicy(List<String> allowed) {
    this.allowed = allowed.stream().map(AddressRange::parse).toList();
  }

  /** Whether a connection to this address is allowed. */
  public boolean allows(InetAddress address) {
    return !in(METADATA, address) && (in(allowed, address) || isPublic(address));
  }

  private static boolean isPublic(InetAddress address) {
    return in(UNICAST, address) && !in(NOT_PUBLIC, address);
  }

  private static boolean in(List<AddressRange> ranges, InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  private static List<AddressRange> ranges(String... ranges) {
    return Stream.of(ranges).map(AddressRange::parse).toList();
  }
}
