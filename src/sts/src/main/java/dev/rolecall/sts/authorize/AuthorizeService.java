package dev.rolecall.sts.authorize;

import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.PolicySet;
import dev.rolecall.policy.RequestContext;
import dev.rolecall.session.Session;
import dev.rolecall.session.SessionAuthority;
import dev.rolecall.session.SessionPolicies;
import dev.rolecall.sigv4.Scope;
import dev.rolecall.sigv4.SignedPayload;
import dev.rolecall.sigv4.SignedRequest;
import dev.rolecall.sts.assume.SignedCallers;
import dev.rolecall.sts.authorize.mapping.Operation;
import dev.rolecall.sts.denial.AuthorizationMessages;
import dev.rolecall.sts.denial.Denial;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Decides whether the caller of another service may do what it asks that service for. */
public final class AuthorizeService {
  private final SignedCallers callers;
  private final SessionPolicies policies;
  private final AnswerLife life;
  private final AuthorizationMessages messages;

  public AuthorizeService(
      SignedCallers callers,
      SessionPolicies policies,
      Clock clock,
      AuthorizationMessages messages) {
    this.callers = callers;
    this.policies = policies;
    this.life = new AnswerLife(clock);
    this.messages = messages;
  }

  /**
   * The decision.
   *
   * @param operation the one that is denied; where all are allowed, the first
   * @param context condition keys of the denied operation that the caller's account may know
   * @param payload what the caller's signature says of the request's body
   * @param holds how long it would be decided so again, revocations aside; nothing where the answer
   *     may not be kept
   */
  public record Decided(
      Session caller,
      Operation operation,
      Decision decision,
      RequestContext context,
      SignedPayload payload,
      Duration holds) {
    /** What its account's administrators may know of it; says nothing where it is allowed. */
    private Denial denial() {
      return new Denial(
          caller,
          operation.action(),
          Denial.Resource.of(operation.resource(), operation.resourceAccount()),
          decision,
          context);
    }

    /** In AWS's words. */
    public String reason() {
      return DecisionWords.of(decision, operation.action());
    }

    /** With the statement that decided: for the audit event, it may be another account's. */
    public String trueReason() {
      return decision.decidedBy().map(by -> reason() + ": " + by).orElseGet(this::reason);
    }
  }

  /** Who signed a request. */
  public SignedCallers.Result caller(SignedRequest request, Scope scope) {
    return callers.find(request, scope);
  }

  /** What administrators of the caller's account can decode of a denial. */
  public String encodedMessage(Decided denied) {
    return messages.encode(denied.denial());
  }

  /**
   * Decides by the session that signed and everything that bears on it now.
   *
   * @param kept the longest that the answer may be kept
   */
  public Decided decide(Question question, SignedCallers.Result.Known caller, Duration kept) {
    Session session = caller.session();
    SignedPayload payload = caller.payload();
    SessionAuthority authority = policies.of(session);
    Optional<Decision> first = Optional.empty();
    boolean asksTheTime = false;
    for (Operation operation : question.operations()) {
      PolicySet set = authority.policies(operation.resourcePolicy());
      RequestContext context = authority.context(operation.context());
      Decision decision = set.decide(request(authority, operation, context));
      if (!decision.allowed()) {
        RequestContext told = isOwn(operation, session) ? context : authority.context(Map.of());
        return new Decided(session, operation, decision, told, payload, Duration.ZERO);
      }
      asksTheTime |= set.asksTheTime();
      first = first.or(() -> Optional.of(decision));
    }
    return new Decided(
        session,
        question.operation(),
        first.orElseThrow(),
        RequestContext.empty(),
        payload,
        kept.isZero() ? kept : life.of(question, session, payload, asksTheTime));
  }

  /** Of another account's resource a service may have said what the caller is not to know. */
  private static boolean isOwn(Operation operation, Session caller) {
    return operation.resourceAccount().equals(caller.account());
  }

  private static AuthorizationRequest request(
      SessionAuthority authority, Operation operation, RequestContext context) {
    return new AuthorizationRequest(
        authority.caller(),
        operation.action(),
        operation.resource(),
        operation.resourceAccount(),
        context);
  }
}
