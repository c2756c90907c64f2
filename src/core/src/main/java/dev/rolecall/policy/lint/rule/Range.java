package dev.rolecall.policy.lint.rule;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An IPv4 address or range as it is written, bits behind its prefix included. */
record Range(int address, int prefix) {
  private static final Pattern FORM =
      Pattern.compile(
          "([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})(?:/([0-9]{1,2}))?");
  private static final Pattern PRIVATE_IPV6 = Pattern.compile("f[cd][0-9a-f]{2}:.*");
  private static final int BITS = 32;

  /** RFC 1918, loopback and link-local. */
  private static final List<Range> PRIVATE =
      List.of(
          new Range(10 << 24, 8),
          new Range(172 << 24 | 16 << 16, 12),
          new Range(192 << 24 | 168 << 16, 16),
          new Range(127 << 24, 8),
          new Range(169 << 24 | 254 << 16, 16));

  /** The range, or empty where the text is no IPv4 address or range. */
  static Optional<Range> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    int address = 0;
    for (int group = 1; group <= 4; group++) {
      int octet = Integer.parseInt(form.group(group));
      if (octet > 255) {
        return Optional.empty();
      }
      address = address << 8 | octet;
    }
    int prefix = form.group(5) == null ? BITS : Integer.parseInt(form.group(5));
    return prefix > BITS ? Optional.empty() : Optional.of(new Range(address, prefix));
  }

  /** Whether the text, an address or range of either version, is of private addresses only. */
  static boolean isPrivate(String text) {
    return parse(text).filter(range -> PRIVATE.stream().anyMatch(range::isIn)).isPresent()
        || PRIVATE_IPV6.matcher(text.toLowerCase(Locale.ROOT)).matches();
  }

  private boolean isIn(Range wider) {
    return prefix >= wider.prefix && network(address, wider.prefix) == wider.address;
  }

  /** The same range without bits behind the prefix. */
  Range clean() {
    return new Range(network(address, prefix), prefix);
  }

  private static int network(int address, int prefix) {
    return prefix == 0 ? 0 : address & -1 << (BITS - prefix);
  }

  @Override
  public String toString() {
    return "%d.%d.%d.%d/%d"
        .formatted(
            address >>> 24, address >>> 16 & 255, address >>> 8 & 255, address & 255, prefix);
  }
}
