package dev.rolecall.observe.trace;

import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where traces go.
 *
 * @param endpoint of OTLP over HTTP, with its path, {@code http://collector:4318/v1/traces}
 * @param share of the traces that are sent, 0 to 1; programs of one share choose the same
 */
public record TraceSettings(URI endpoint, double share) {
  /** The variable without which nothing is traced. */
  public static final String ENDPOINT = "ROLECALL_TRACES_ENDPOINT";

  /** Of the traces, 0 to 1. */
  public static final String SHARE = "ROLECALL_TRACES_SHARE";

  private static final String EVERY = "1";

  public TraceSettings {
    String scheme = String.valueOf(endpoint.getScheme());
    if (!scheme.equals("http") && !scheme.equals("https") || endpoint.getHost() == null) {
      throw new IllegalArgumentException(
          ENDPOINT + " must be a URL, as http://collector:4318/v1/traces");
    }
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(SHARE + " must be a number from 0 to 1");
    }
  }

  /**
   * What variables say; empty where nothing is to be traced.
   *
   * @param environment the value of a variable; null where it has none
   * @throws IllegalArgumentException where one is wrong, with what it must be
   */
  public static Optional<TraceSettings> of(Function<String, @Nullable String> environment) {
    String endpoint = Optional.ofNullable(environment.apply(ENDPOINT)).orElse("").strip();
    return endpoint.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new TraceSettings(
                URI.create(endpoint),
                share(Optional.ofNullable(environment.apply(SHARE)).orElse("").strip())));
  }

  private static double share(String text) {
    try {
      return Double.parseDouble(text.isEmpty() ? EVERY : text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(SHARE + " must be a number from 0 to 1", e);
    }
  }
}
