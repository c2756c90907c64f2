package dev.rolecall.sts.action;

import dev.rolecall.session.Session;
import dev.rolecall.sts.query.Action;
import dev.rolecall.sts.query.ActionCall;
import dev.rolecall.sts.query.Outcome;
import dev.rolecall.sts.query.QueryException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An action that a session signs, and that is decided at once. */
abstract class SignedAction implements Action {
  private final CallingSessions callers;

  SignedAction(CallingSessions callers) {
    this.callers = callers;
  }

  @Override
  public final CompletionStage<Outcome> perform(ActionCall call) throws QueryException {
    Session caller = callers.require(call);
    call.trail().caller(caller);
    return CompletableFuture.completedFuture(perform(call, caller));
  }

  /**
   * @param caller who signed, and lives
   */
  abstract Outcome perform(ActionCall call, Session caller) throws QueryException;
}
