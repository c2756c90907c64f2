package dev.rolecall.agent.caller;

/** Attests connections. */
@FunctionalInterface
public interface Callers {
  /**
   * Who is there now. Asked anew for each request: a connection outlives events, and a pod may have
   * gone since the last one.
   */
  Caller of(Connection connection);
}
