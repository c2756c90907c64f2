package dev.rolecall.sts.assume;

import dev.rolecall.session.PresentedSession;
import dev.rolecall.session.Session;
import dev.rolecall.session.SessionLiveness;
import dev.rolecall.session.SessionLiveness.Liveness;
import dev.rolecall.session.SessionOpener;
import dev.rolecall.sigv4.Scope;
import dev.rolecall.sigv4.SignatureRefusal;
import dev.rolecall.sigv4.SignatureResult;
import dev.rolecall.sigv4.SignatureVerifier;
import dev.rolecall.sigv4.SignedPayload;
import dev.rolecall.sigv4.SignedRequest;
import dev.rolecall.sts.usage.RoleUses;

/** Finds the living session whose credentials a request was signed with. */
public final class SignedCallers {
  private final SignatureVerifier signatures;
  private final SessionOpener sessions;
  private final SessionLiveness liveness;
  private final RoleUses uses;

  /**
   * @param uses told of each role that a living session of signed
   */
  public SignedCallers(
      SignatureVerifier signatures,
      SessionOpener sessions,
      SessionLiveness liveness,
      RoleUses uses) {
    this.signatures = signatures;
    this.sessions = sessions;
    this.liveness = liveness;
    this.uses = uses;
  }

  /** Who signed. */
  public sealed interface Result {
    /**
     * Somebody who holds the session's secret, and the session is good.
     *
     * @param payload what the signature says of the request's body
     */
    record Known(Session session, SignedPayload payload) implements Result {}

    /** Nobody proved anything. */
    record BadSignature(SignatureRefusal reason, String detail) implements Result {}

    /** The signature is right, but the session is over. */
    record Dead(Session session, String reason) implements Result {}

    /** The signature is right; a retry will tell whether the session's pod lives. */
    record NotKnownYet(Session session) implements Result {}
  }

  public Result find(SignedRequest request, Scope scope) {
    PresentedSession presented = new PresentedSession(sessions);
    return switch (signatures.verify(request, scope, presented)) {
      case SignatureResult.Valid valid -> check(presented.session().orElseThrow(), valid.payload());
      case SignatureResult.Refused(var reason, var detail) ->
          new Result.BadSignature(reason, detail);
    };
  }

  private Result check(Session session, SignedPayload payload) {
    return switch (liveness.check(session)) {
      case Liveness.Live live -> {
        uses.used(session.roleId());
        yield new Result.Known(session, payload);
      }
      case Liveness.Dead(var reason) -> new Result.Dead(session, reason);
      case Liveness.NotKnownYet unknown -> new Result.NotKnownYet(session);
    };
  }
}
