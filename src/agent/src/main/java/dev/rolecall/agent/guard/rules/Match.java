package dev.rolecall.agent.guard.rules;

import java.util.List;
import java.util.stream.Stream;

/** Matches of packets by the addresses that only the agent may answer. */
final class Match {
  /** 169.254.169.254 in hexadecimal, as IPv6 addresses carry it. */
  private static final String EMBEDDED = "a9fe:a9fe";

  private Match() {}

  /** The set of the addresses of one family, as nft has it. */
  static String protectedSet(boolean ipv6) {
    return "{ " + String.join(", ", ServiceAddresses.protectedAddresses(ipv6)) + " }";
  }

  /** A rule for each form in which a packet may be for the real IMDS. */
  static List<String> toImds(String verdict) {
    return Stream.concat(
            Stream.of("ip daddr " + ServiceAddresses.IMDS_4 + " " + verdict), toImds6(verdict))
        .toList();
  }

  /** Likewise on a bridge, where only {@code meta protocol} sees through a tag of a VLAN. */
  static List<String> bridgedToImds(String verdict) {
    return Stream.concat(
            Stream.of(
                "meta protocol ip ip daddr " + protectedSet(false) + " " + verdict,
                "meta protocol ip6 ip6 daddr " + protectedSet(true) + " " + verdict),
            embedded().map(match -> "meta protocol ip6 " + match + " " + verdict))
        .toList();
  }

  private static Stream<String> toImds6(String verdict) {
    return Stream.concat(Stream.of("ip6 daddr " + ServiceAddresses.IMDS_6), embedded())
        .map(match -> match + " " + verdict);
  }

  /** What NAT64 (RFC 6052), a mapped address or ISATAP ends in, and 6to4 (RFC 3056) begins with. */
  static Stream<String> embedded() {
    return Stream.of(
        "ip6 daddr & ::ffff:ffff == ::" + EMBEDDED, "ip6 daddr 2002:" + EMBEDDED + "::/48");
  }
}
