package dev.rolecall.agent.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a look at the environment gave. */
public sealed interface Reading<T> {
  record Complete<T>(T config) implements Reading<T> {}

  /**
   * @param problems all of them, each a sentence that begins with the variable's name
   */
  record Faulty<T>(List<String> problems) implements Reading<T> {}

  /** The configuration, unless the reader noted a problem. */
  static <T> Reading<T> of(@Nullable T config, EnvironmentReader reader) {
    return config == null || !reader.problems().isEmpty()
        ? new Faulty<>(reader.problems())
        : new Complete<>(config);
  }
}
