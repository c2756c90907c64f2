package dev.rolecall.sigv4;

import dev.rolecall.sigv4.SignedRequest.Header;
import dev.rolecall.text.AsciiCase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Header lines by name, whatever its case. */
final class RequestHeaders {
  private static final Pattern SPACES = Pattern.compile(" {2,}");

  private final Map<String, List<String>> values;

  private RequestHeaders(Map<String, List<String>> values) {
    this.values = values;
  }

  static RequestHeaders of(List<Header> lines) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Header line : lines) {
      String name = AsciiCase.lower(line.name());
      List<String> before = values.putIfAbsent(name, List.of(line.value()));
      if (before != null) {
        values.put(name, with(before, line.value()));
      }
    }
    return new RequestHeaders(values);
  }

  private static List<String> with(List<String> before, String value) {
    List<String> all = before.size() == 1 ? new ArrayList<>(before) : before;
    all.add(value);
    return all;
  }

  /**
   * @param name in lower case, as everywhere here
   */
  Optional<String> first(String name) {
    return Optional.ofNullable(values.get(name)).map(List::getFirst);
  }

  /** The lower-case names, in the order of arrival. */
  Set<String> names() {
    return values.keySet();
  }

  /**
   * A header's canonical value: all its lines in the order of arrival, trimmed, runs of spaces made
   * one. Empty where the request has no such header.
   */
  Optional<String> canonical(String name) {
    return Optional.ofNullable(values.get(name)).map(RequestHeaders::joined);
  }

  private static String joined(List<String> lines) {
    return lines.size() == 1
        ? trimmed(lines.getFirst())
        : lines.stream().map(RequestHeaders::trimmed).collect(Collectors.joining(","));
  }

  private static String trimmed(String value) {
    String stripped = value.strip();
    return stripped.contains("  ") ? SPACES.matcher(stripped).replaceAll(" ") : stripped;
  }
}
