package dev.rolecall.sigv4;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A query's parameters, in the order of arrival. */
record QueryParameters(List<Parameter> parameters) {
  private static final Comparator<Parameter> CANONICAL_ORDER =
      Comparator.comparing(Parameter::encodedName).thenComparing(Parameter::encodedValue);

  /** A parameter, encoded anew so that one meaning has one form. */
  record Parameter(String name, String value, String encodedName, String encodedValue) {
    /** The name alone: the value may be a credential. */
    @Override
    public String toString() {
      return name;
    }
  }

  static QueryParameters parse(String query) throws RefusedException {
    if (query.isEmpty()) {
      return new QueryParameters(List.of());
    }
    List<Parameter> parameters = new ArrayList<>();
    for (String part : query.split("&")) {
      if (!part.isEmpty()) {
        int equals = part.indexOf('=');
        byte[] name = decode(equals < 0 ? part : part.substring(0, equals));
        byte[] value = decode(equals < 0 ? "" : part.substring(equals + 1));
        parameters.add(
            new Parameter(
                new String(name, StandardCharsets.UTF_8),
                new String(value, StandardCharsets.UTF_8),
                PercentEncoding.encode(name),
                PercentEncoding.encode(value)));
      }
    }
    return new QueryParameters(List.copyOf(parameters));
  }

  /**
   * A plus sign is a space, because that is how servers read a query: a signature must not hold for
   * a request that means something else.
   */
  private static byte[] decode(String text) throws RefusedException {
    return PercentEncoding.decode(text.replace('+', ' '), SignatureRefusal.MALFORMED_QUERY_STRING);
  }

  /** The first value of a name. */
  Optional<String> first(String name) {
    for (Parameter parameter : parameters) {
      if (parameter.name().equals(name)) {
        return Optional.of(parameter.value());
      }
    }
    return Optional.empty();
  }

  boolean has(String name) {
    return first(name).isPresent();
  }

  /** The canonical query string: sorted by encoded name, then by encoded value. */
  String canonicalWithout(Set<String> names) {
    if (parameters.isEmpty()) {
      return "";
    }
    return parameters.stream()
        .filter(parameter -> !names.contains(parameter.name()))
        .sorted(CANONICAL_ORDER)
        .map(parameter -> parameter.encodedName() + "=" + parameter.encodedValue())
        .collect(Collectors.joining("&"));
  }
}
