package dev.rolecall.bench.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many requests of each kind an API server has answered, by its own count.
 *
 * @param byKind {@code PATCH iamroles/status}
 */
record Calls(Map<String, Long> byKind) {
  private static final Pattern COUNT =
      Pattern.compile("(?m)^apiserver_request_total\\{([^}]*)} ([0-9.e+]+)$");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");
  private static final Set<String> WRITING =
      Set.of("POST", "PUT", "PATCH", "APPLY", "DELETE", "DELETECOLLECTION");
  private static final Set<String> WATCHING = Set.of("WATCH", "WATCHLIST", "CONNECT");

  static Calls now(KubernetesClient client) {
    Map<String, Long> counts = new TreeMap<>();
    Matcher count = COUNT.matcher(client.raw("/metrics"));
    while (count.find()) {
      counts.merge(kind(count.group(1)), (long) Double.parseDouble(count.group(2)), Long::sum);
    }
    return new Calls(counts);
  }

  private static String kind(String labels) {
    Map<String, String> values = new TreeMap<>();
    Matcher label = LABEL.matcher(labels);
    while (label.find()) {
      values.put(label.group(1), label.group(2));
    }
    String part = values.getOrDefault("subresource", "");
    return values.getOrDefault("verb", "")
        + " "
        + values.getOrDefault("resource", "")
        + (part.isEmpty() ? "" : "/" + part);
  }

  /** Those that came since. */
  Calls since(Calls before) {
    Map<String, Long> more = new TreeMap<>();
    byKind.forEach((kind, count) -> {
      long difference = count - before.byKind.getOrDefault(kind, 0L);
      if (difference != 0) {
        more.put(kind, difference);
      }
    });
    return new Calls(more);
  }

  /** All that ended, but those by which replicas agree who leads. */
  long ended() {
    return count(verb -> !WATCHING.contains(verb));
  }

  /** Those that write, but those by which replicas agree who leads. */
  long writes() {
    return count(WRITING::contains);
  }

  private long count(Predicate<String> verb) {
    return byKind.entrySet().stream()
        .filter(kind -> !kind.getKey().endsWith(" leases") && !kind.getKey().endsWith(" "))
        .filter(kind -> verb.test(kind.getKey().substring(0, kind.getKey().indexOf(' '))))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
