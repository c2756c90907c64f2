package dev.rolecall.sts.action;

import dev.rolecall.session.Session;
import dev.rolecall.sts.query.Action;
import dev.rolecall.sts.query.ActionCall;
import dev.rolecall.sts.query.Outcome;
import dev.rolecall.sts.query.QueryException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code GetCallerIdentity}: nobody is denied to know who they are (STS API reference). */
public final class GetCallerIdentity implements Action {
  private final CallingSessions callers;

  public GetCallerIdentity(CallingSessions callers) {
    this.callers = callers;
  }

  @Override
  public String name() {
    return "GetCallerIdentity";
  }

  @Override
  public CompletionStage<Outcome> perform(ActionCall call) throws QueryException {
    Session session = callers.require(call);
    call.trail().caller(session);
    return CompletableFuture.completedFuture(
        new Outcome.Granted(
            "the signature is the session's",
            xml ->
                xml.element("Arn", session.arn().toString())
                    .element("UserId", session.userId())
                    .element("Account", session.account().value())));
  }
}
