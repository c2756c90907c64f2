package dev.rolecall.agent.caller;

import java.util.concurrent.CompletionStage;

/** Attests connections, and gives a pod that is a moment old that moment. */
@FunctionalInterface
public interface SettledCallers {
  /**
   * Who is there; {@link Caller.NotYet} only where the time to answer is over. Completes on the
   * agent's thread, at once where it is clear, and never exceptionally.
   */
  CompletionStage<Caller> of(Connection connection);
}
