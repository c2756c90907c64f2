package dev.rolecall.sts.query;

import java.util.concurrent.CompletionStage;

/** One action of STS. */
public interface Action {
  /** As the parameter {@code Action} has it, {@code AssumeRole}. */
  String name();

  /**
   * Decides and does it; records no decision and writes no answer. May complete on any thread.
   *
   * @throws QueryException where it is refused at once; the same as completing with {@link
   *     Outcome.Refused}
   */
  CompletionStage<Outcome> perform(ActionCall call) throws QueryException;
}
