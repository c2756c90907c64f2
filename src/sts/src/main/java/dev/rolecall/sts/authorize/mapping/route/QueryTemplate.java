package dev.rolecall.sts.authorize.mapping.route;

import dev.rolecall.sts.authorize.mapping.RequestQuery;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parameters that a query must have, and no others: by name a text, a capture ({@code {view}}), or
 * {@code *} for any value.
 */
final class QueryTemplate {
  private static final Pattern CAPTURE = Pattern.compile("\\{([a-zA-Z][a-zA-Z0-9]*)}");
  private static final String ANY = "*";

  private final Map<String, String> wanted;
  private final Set<String> optional;

  /**
   * @param wanted by name
   * @param optional names that may be there and mean nothing
   */
  QueryTemplate(Map<String, String> wanted, Set<String> optional) {
    this.wanted = Map.copyOf(wanted);
    this.optional = Set.copyOf(optional);
  }

  Set<String> captures() {
    Set<String> names = new HashSet<>();
    for (String value : wanted.values()) {
      Matcher capture = CAPTURE.matcher(value);
      if (capture.matches()) {
        names.add(capture.group(1));
      }
    }
    return names;
  }

  /** What is captured; empty where the query is another. */
  Optional<Map<String, String>> match(RequestQuery query) {
    Set<String> others = new HashSet<>(query.names());
    others.removeAll(wanted.keySet());
    others.removeAll(optional);
    if (!others.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> captured = new LinkedHashMap<>();
    for (Map.Entry<String, String> parameter : wanted.entrySet()) {
      Optional<String> given = query.value(parameter.getKey());
      if (given.isEmpty()) {
        return Optional.empty();
      }
      Matcher capture = CAPTURE.matcher(parameter.getValue());
      if (capture.matches()) {
        captured.put(capture.group(1), given.get());
      } else if (!parameter.getValue().equals(ANY) && !parameter.getValue().equals(given.get())) {
        return Optional.empty();
      }
    }
    return Optional.of(captured);
  }
}
