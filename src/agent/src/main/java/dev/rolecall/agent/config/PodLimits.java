package dev.rolecall.agent.config;

import org.jspecify.annotations.Nullable;

/**
 * What each pod may have of a node's agent.
 *
 * @param requestsPerSecond {@code ROLECALL_POD_REQUESTS_PER_SECOND}; twice as many at once
 * @param connections {@code ROLECALL_POD_CONNECTIONS}, at a time
 */
public record PodLimits(int requestsPerSecond, int connections) {
  /** What {@code --help} says of the variables. */
  static final String VARIABLES =
      """
      ROLECALL_POD_REQUESTS_PER_SECOND
                                 of each pod, twice as many at once; default 500.
      ROLECALL_POD_CONNECTIONS   of each pod at a time; default 64.
      """;

  private static final int MOST = 1_000_000;

  /** Null where something is bad, which the reader has noted. */
  static @Nullable PodLimits read(EnvironmentReader reader) {
    Integer requests = reader.orElse("ROLECALL_POD_REQUESTS_PER_SECOND", "500", PodLimits::number);
    Integer connections = reader.orElse("ROLECALL_POD_CONNECTIONS", "64", PodLimits::number);
    return requests == null || connections == null ? null : new PodLimits(requests, connections);
  }

  private static int number(String text) {
    int number = text.matches("[0-9]{1,7}") ? Integer.parseInt(text) : 0;
    if (number < 1 || number > MOST) {
      throw new IllegalArgumentException("must be a number of 1 to " + MOST);
    }
    return number;
  }
}
