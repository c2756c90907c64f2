package dev.rolecall.sts.action;

import dev.rolecall.session.Session;
import dev.rolecall.sts.denial.AuthorizationMessages;
import dev.rolecall.sts.query.Action;
import dev.rolecall.sts.query.ActionCall;
import dev.rolecall.sts.query.Outcome;
import dev.rolecall.sts.query.QueryError;
import dev.rolecall.sts.query.QueryException;
import dev.rolecall.sts.query.Violations;
import dev.rolecall.sts.query.Violations.TextLimits;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code DecodeAuthorizationMessage}: what a denial of the caller's own account was about. */
public final class DecodeAuthorizationMessage implements Action {
  private static final TextLimits ENCODED_MESSAGE = TextLimits.ofLength(1, 10_240);

  private final CallingSessions callers;
  private final Permissions permissions;
  private final AuthorizationMessages messages;

  public DecodeAuthorizationMessage(
      CallingSessions callers, Permissions permissions, AuthorizationMessages messages) {
    this.callers = callers;
    this.permissions = permissions;
    this.messages = messages;
  }

  @Override
  public String name() {
    return "DecodeAuthorizationMessage";
  }

  @Override
  public CompletionStage<Outcome> perform(ActionCall call) throws QueryException {
    Session caller = callers.require(call);
    call.trail().caller(caller);
    Violations violations = new Violations();
    String message = call.parameters().text("EncodedMessage").orElse(null);
    violations.checkRequired("encodedMessage", message, ENCODED_MESSAGE);
    violations.requireNone();
    String by =
        permissions.require(caller, Permissions.Question.about("sts:DecodeAuthorizationMessage"));
    String decoded =
        messages
            .decode(RoleParameters.valid(message), caller.account())
            .orElseThrow(DecodeAuthorizationMessage::invalid);
    return CompletableFuture.completedFuture(
        new Outcome.Granted(by, xml -> xml.element("DecodedMessage", decoded)));
  }

  private static QueryException invalid() {
    return new QueryException(
        new QueryError(
            "InvalidAuthorizationMessageException",
            400,
            "The encoded authorization message is not valid."),
        "the message was not sealed here, its key is gone, or it is another account's");
  }
}
