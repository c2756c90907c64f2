package dev.rolecall.agent.listener;

/** Counts what was answered. */
@FunctionalInterface
public interface ResponseCounter {
  /**
   * @param endpoint {@code eks}, {@code ecs} or {@code imds}
   * @param status of HTTP
   */
  void answered(String endpoint, int status);
}
