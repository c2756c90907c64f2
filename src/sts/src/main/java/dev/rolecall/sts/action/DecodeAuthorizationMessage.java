package dev.rolecall.sts.action;

import dev.rolecall.session.Session;
import dev.rolecall.sts.denial.AuthorizationMessages;
import dev.rolecall.sts.query.ActionCall;
import dev.rolecall.sts.query.Outcome;
import dev.rolecall.sts.query.QueryError;
import dev.rolecall.sts.query.QueryException;
import dev.rolecall.sts.query.Violations;
import dev.rolecall.sts.query.Violations.TextLimits;

/** {@code DecodeAuthorizationMessage}: what a denial of the caller's own account was about. */
public final class DecodeAuthorizationMessage extends SignedAction {
  private static final TextLimits ENCODED_MESSAGE = TextLimits.ofLength(1, 10_240);

  private final Permissions permissions;
  private final AuthorizationMessages messages;

  public DecodeAuthorizationMessage(
      CallingSessions callers, Permissions permissions, AuthorizationMessages messages) {
    super(callers);
    this.permissions = permissions;
    this.messages = messages;
  }

  @Override
  public String name() {
    return "DecodeAuthorizationMessage";
  }

  @Override
  Outcome perform(ActionCall call, Session caller) throws QueryException {
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
    return new Outcome.Granted(by, xml -> xml.element("DecodedMessage", decoded));
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
