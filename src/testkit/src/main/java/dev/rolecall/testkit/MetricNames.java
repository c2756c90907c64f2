package dev.rolecall.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of metrics: those that a program has, and those that the documents have. */
public final class MetricNames {
  private static final Pattern TYPED = Pattern.compile("(?m)^# TYPE (\\w+?)(?:_max)? ");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)`");

  private MetricNames() {}

  /** Of what Prometheus reads. */
  public static Set<String> of(String scraped) {
    return found(TYPED, scraped);
  }

  /** Of {@code docs/metrics.md}. */
  public static Set<String> documented() throws IOException {
    return found(ROW, Files.readString(ProjectFiles.root().resolve("docs/metrics.md")));
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(it -> it.group(1)).collect(Collectors.toSet());
  }
}
