package dev.rolecall.sts.action;

import dev.rolecall.session.Session;
import dev.rolecall.sts.query.ActionCall;
import dev.rolecall.sts.query.Outcome;

/** {@code GetCallerIdentity}: nobody is denied to know who they are (STS API reference). */
public final class GetCallerIdentity extends SignedAction {
  public GetCallerIdentity(CallingSessions callers) {
    super(callers);
  }

  @Override
  public String name() {
    return "GetCallerIdentity";
  }

  @Override
  Outcome perform(ActionCall call, Session session) {
    return new Outcome.Granted(
        "the signature is the session's",
        xml ->
            xml.element("Arn", session.arn().toString())
                .element("UserId", session.userId())
                .element("Account", session.account().value()));
  }
}
