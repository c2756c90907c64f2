package dev.rolecall.policy.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.policy.RequestContext;
import dev.rolecall.policy.pattern.PatternException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Against addresses as one number of 128 bits, in which IPv4 is what is mapped to it. */
class IpAddressProperties {
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final String IPV4 = OCTET + "(\\." + OCTET + "){3}";
  private static final BigInteger MAPPED = BigInteger.valueOf(0xffff).shiftLeft(32);

  @Property(tries = 20_000)
  void readsAddressesAndNothingElse(@ForAll("addresses") String text) {
    assertThat(IpAddress.parse(text).map(IpAddressProperties::number))
        .as(text)
        .isEqualTo(reference(text));
  }

  @Property(tries = 20_000)
  void readsNothingFromNoise(@ForAll("noise") String text) {
    assertThat(IpAddress.parse(text).map(IpAddressProperties::number))
        .as(text)
        .isEqualTo(reference(text));
  }

  @Property(tries = 20_000)
  void comparesTheBitsOfThePrefix(
      @ForAll("networks") List<String> network,
      @ForAll("addresses") String address,
      @ForAll("prefixes") int prefix)
      throws PatternException {
    BigInteger first =
        reference(String.join(":", network))
            .orElseThrow()
            .shiftRight(128 - prefix)
            .shiftLeft(128 - prefix);
    String range = String.join(":", groups(first)) + "/" + prefix;

    Outcome expected =
        reference(address)
            .map(given ->
                Outcome.of(
                    isIpv4(given) == isIpv4(first)
                        && given.xor(first).shiftRight(128 - prefix).signum() == 0))
            .orElse(Outcome.INCOMPARABLE);
    if (!isIpv4(first) || prefix >= 96) {
      assertThat(IpTest.parse(range).compare(address, RequestContext.empty()))
          .as("%s in %s", address, range)
          .isEqualTo(expected);
    }
  }

  private static boolean isIpv4(BigInteger number) {
    return number.shiftRight(32).equals(MAPPED.shiftRight(32));
  }

  private static BigInteger number(IpAddress address) {
    BigInteger all =
        new BigInteger(Long.toUnsignedString(address.high()))
            .shiftLeft(64)
            .or(new BigInteger(Long.toUnsignedString(address.low())));
    return address.bits() == 32 ? all.or(MAPPED) : all;
  }

  /** RFC 4291, section 2.2; IPv4 without zeros in front. */
  private static Optional<BigInteger> reference(String text) {
    if (text.matches(IPV4)) {
      return Optional.of(dotted(text).or(MAPPED));
    }
    int last = text.lastIndexOf(':') + 1;
    String hex = text;
    if (last > 0 && text.substring(last).matches(IPV4)) {
      List<String> ipv4 = groups(dotted(text.substring(last)));
      hex = text.substring(0, last) + ipv4.get(6) + ":" + ipv4.get(7);
    }
    List<String> groups = new ArrayList<>(split(hex));
    int gap = hex.indexOf("::");
    if (gap >= 0) {
      List<String> behind = split(hex.substring(gap + 2));
      groups = new ArrayList<>(split(hex.substring(0, gap)));
      int zeros = 8 - groups.size() - behind.size();
      groups.addAll(Collections.nCopies(Math.max(zeros, 1), "0"));
      groups.addAll(behind);
    }
    return groups.size() == 8
            && groups.stream().allMatch(group -> group.matches("[0-9a-fA-F]{1,4}"))
        ? Optional.of(
            groups.stream()
                .map(group -> new BigInteger(group, 16))
                .reduce(BigInteger.ZERO, (all, group) -> all.shiftLeft(16).or(group)))
        : Optional.empty();
  }

  private static List<String> split(String part) {
    return part.isEmpty() ? List.of() : List.of(part.split(":", -1));
  }

  private static BigInteger dotted(String ipv4) {
    BigInteger number = BigInteger.ZERO;
    for (String octet : ipv4.split("\\.")) {
      number = number.shiftLeft(8).or(new BigInteger(octet));
    }
    return number;
  }

  private static List<String> groups(BigInteger number) {
    List<String> groups = new ArrayList<>();
    for (int i = 7; i >= 0; i--) {
      groups.add(Integer.toHexString(number.shiftRight(16 * i).intValue() & 0xffff));
    }
    return groups;
  }

  @Provide
  Arbitrary<String> addresses() {
    return Arbitraries.oneOf(
        groupTexts().list().ofSize(8).map(groups -> String.join(":", groups)),
        dottedTexts(),
        dottedTexts().map("::ffff:"::concat),
        Combinators.combine(parts(), parts()).as((before, behind) -> before + "::" + behind),
        Combinators.combine(parts(), parts(), dottedTexts())
            .as((before, behind, ipv4) -> before + "::" + behind + ":" + ipv4));
  }

  @Provide
  Arbitrary<List<String>> networks() {
    return Arbitraries.of("0", "1", "ffff", "8000").list().ofSize(8);
  }

  private static Arbitrary<String> parts() {
    return groupTexts().list().ofMaxSize(7).map(groups -> String.join(":", groups));
  }

  private static Arbitrary<String> groupTexts() {
    return Arbitraries.of("0", "0", "0000", "1", "ffff", "FFFF", "a0b", "8000", "12345", "g");
  }

  private static Arbitrary<String> dottedTexts() {
    return Arbitraries.of("0", "1", "127", "128", "255", "256", "01", "")
        .list()
        .ofMinSize(3)
        .ofMaxSize(5)
        .map(octets -> String.join(".", octets));
  }

  @Provide
  Arbitrary<String> noise() {
    return Arbitraries.strings().withChars("01fg:.%/\u0661").ofMaxLength(12);
  }

  @Provide
  Arbitrary<Integer> prefixes() {
    return Arbitraries.of(0, 1, 8, 63, 64, 65, 96, 97, 104, 127, 128);
  }
}
