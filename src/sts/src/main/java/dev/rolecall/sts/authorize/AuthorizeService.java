package dev.rolecall.sts.authorize;

import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Decision;
import dev.rolecall.session.Session;
import dev.rolecall.session.SessionAuthority;
import dev.rolecall.session.SessionPolicies;
import dev.rolecall.sigv4.SignatureRefusal;
import dev.rolecall.sigv4.SignedPayload;
import dev.rolecall.sts.assume.SignedCallers;

/** Decides whether the caller of another service may do what it asks that service for. */
public final class AuthorizeService {
  private final SignedCallers callers;
  private final SessionPolicies policies;

  public AuthorizeService(SignedCallers callers, SessionPolicies policies) {
    this.callers = callers;
    this.policies = policies;
  }

  /** The decision. */
  sealed interface Result {
    /**
     * @param payload what the caller's signature says of the request's body
     */
    record Decided(Session caller, Decision decision, String reason, SignedPayload payload)
        implements Result {}

    /** The caller's signature is not good. */
    record Unknown(SignatureRefusal why, String detail) implements Result {}

    /** The caller's session is over. */
    record Dead(Session caller, String reason) implements Result {}

    /** The caller's pod is not known here yet. */
    record NotKnownYet(Session caller) implements Result {}
  }

  Result decide(Question question) {
    return switch (callers.find(question.request(), question.scope())) {
      case SignedCallers.Result.Known(var session, var payload) ->
          decide(question, session, payload);
      case SignedCallers.Result.BadSignature(var why, var detail) ->
          new Result.Unknown(why, detail);
      case SignedCallers.Result.Dead(var session, var reason) -> new Result.Dead(session, reason);
      case SignedCallers.Result.NotKnownYet(var session) -> new Result.NotKnownYet(session);
    };
  }

  private Result decide(Question question, Session session, SignedPayload payload) {
    SessionAuthority authority = policies.of(session);
    Decision decision =
        authority
            .policies(question.resourcePolicy())
            .decide(
                new AuthorizationRequest(
                    authority.caller(),
                    question.action(),
                    question.resource(),
                    question.resourceAccount(),
                    authority.context(question.context())));
    return new Result.Decided(
        session, decision, DecisionWords.of(decision, question.action()), payload);
  }
}
