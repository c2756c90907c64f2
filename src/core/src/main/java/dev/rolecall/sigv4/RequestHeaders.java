package dev.rolecall.sigv4;

import dev.rolecall.sigv4.SignedRequest.Header;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Header lines by name, whatever its case. */
record RequestHeaders(List<Header> lines) {

  Optional<String> first(String name) {
    return lines.stream()
        .filter(line -> line.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }

  /** The lower-case names. */
  List<String> names() {
    return lines.stream().map(line -> line.name().toLowerCase(Locale.ROOT)).distinct().toList();
  }

  /**
   * A header's canonical value: all its lines in the order of arrival, trimmed, runs of spaces made
   * one. Empty where the request has no such header.
   */
  Optional<String> canonical(String name) {
    String value =
        lines.stream()
            .filter(line -> line.name().equalsIgnoreCase(name))
            .map(line -> line.value().strip().replaceAll(" {2,}", " "))
            .collect(Collectors.joining(","));
    return first(name).map(present -> value);
  }
}
