package dev.rolecall.agent.credentials;

import java.time.Duration;

/** Runs things later, on the agent's thread. */
public interface Timers {
  Timer after(Duration delay, Runnable task);

  /** Something that is to run. */
  @FunctionalInterface
  interface Timer {
    /** Does nothing where it ran already. */
    void cancel();
  }
}
