package dev.rolecall.policy.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An IP address as its bits, written 0 and 1: 32 or 128 of them. An IPv4 address in an IPv6 one
 * ({@code ::ffff:192.0.2.1}) is the IPv4 address.
 */
record Address(String bits) {
  private static final String MAPPED = "0".repeat(80) + "1".repeat(16);

  static Optional<Address> parse(String text) {
    Optional<String> bits = text.contains(":") ? six(text) : four(text);
    return bits.map(all ->
        all.length() == 128 && all.startsWith(MAPPED)
            ? new Address(all.substring(MAPPED.length()))
            : new Address(all));
  }

  /** Whether the address is in a range, or is the address where no range is given. */
  boolean isIn(String range) {
    String[] halves = range.split("/", 2);
    String base = parse(halves[0]).orElseThrow().bits();
    int length = halves.length == 1 ? base.length() : Integer.parseInt(halves[1]);
    return base.length() == bits.length() && bits.startsWith(base.substring(0, length));
  }

  private static Optional<String> four(String text) {
    String[] octets = text.split("\\.", -1);
    StringBuilder bits = new StringBuilder();
    for (String octet : octets) {
      if (!octet.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(octet) > 255) {
        return Optional.empty();
      }
      bits.append(binary(Integer.parseInt(octet), 8));
    }
    return octets.length == 4 ? Optional.of(bits.toString()) : Optional.empty();
  }

  private static Optional<String> six(String text) {
    int gap = text.indexOf("::");
    Optional<String> front = groups(gap < 0 ? text : text.substring(0, gap));
    Optional<String> back = groups(gap < 0 ? "" : text.substring(gap + 2));
    if (front.isEmpty() || back.isEmpty()) {
      return Optional.empty();
    }
    int missing = 128 - front.get().length() - back.get().length();
    boolean complete = gap < 0 ? missing == 0 : missing >= 16;
    return complete
        ? Optional.of(front.get() + "0".repeat(missing) + back.get())
        : Optional.empty();
  }

  private static Optional<String> groups(String text) {
    List<String> groups =
        text.isEmpty() ? List.of() : new ArrayList<>(List.of(text.split(":", -1)));
    StringBuilder bits = new StringBuilder();
    for (int i = 0; i < groups.size(); i++) {
      String group = groups.get(i);
      Optional<String> embedded =
          i == groups.size() - 1 && group.contains(".") ? four(group) : Optional.empty();
      if (embedded.isPresent()) {
        bits.append(embedded.get());
      } else if (group.matches("[0-9a-fA-F]{1,4}")) {
        bits.append(binary(Integer.parseInt(group, 16), 16));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(bits.toString());
  }

  private static String binary(int value, int width) {
    String bits = Integer.toBinaryString(value);
    return "0".repeat(width - bits.length()) + bits;
  }
}
