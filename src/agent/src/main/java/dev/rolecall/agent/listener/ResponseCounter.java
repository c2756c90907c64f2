package dev.rolecall.agent.listener;

/** Counts what was answered. */
@FunctionalInterface
public interface ResponseCounter {
  /**
   * @param endpoint {@code eks}, {@code ecs} or {@code imds}
   * @param status of HTTP
   * @param nanos since the request's head was there
   */
  void answered(String endpoint, int status, long nanos);
}
