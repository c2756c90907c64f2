package dev.rolecall.sts.action;

import dev.rolecall.session.Session;
import dev.rolecall.sts.assume.AssumeRoleRequest;
import dev.rolecall.sts.assume.AssumeRoleService;
import dev.rolecall.sts.assume.Refusal;
import dev.rolecall.sts.denial.AuthorizationMessages;
import dev.rolecall.sts.query.ActionCall;
import dev.rolecall.sts.query.Outcome;
import dev.rolecall.sts.query.QueryError;
import dev.rolecall.sts.query.QueryErrors;
import dev.rolecall.sts.query.QueryException;

/** {@code AssumeRole}: a session wears another role. */
public final class AssumeRole extends SignedAction {
  private final CallingSessions callers;
  private final AssumeRoleService roles;
  private final AuthorizationMessages messages;

  public AssumeRole(
      CallingSessions callers, AssumeRoleService roles, AuthorizationMessages messages) {
    super(callers);
    this.callers = callers;
    this.roles = roles;
    this.messages = messages;
  }

  @Override
  public String name() {
    return "AssumeRole";
  }

  @Override
  Outcome perform(ActionCall call, Session caller) throws QueryException {
    AssumeRoleRequest request = AssumeRoleParameters.read(call.parameters());
    callers.tellOwner(caller, call.trail());
    return switch (roles.assume(request, caller, call.trail())) {
      case AssumeRoleService.Result.Granted(var assumed) -> {
        call.trail().granted(assumed.session());
        yield new Outcome.Granted(assumed.reason(), xml -> AssumedResult.write(assumed, xml));
      }
      case AssumeRoleService.Result.Refused(var refusal) ->
          new Outcome.Refused(error(refusal), refusal.reason());
    };
  }

  private QueryError error(Refusal refusal) {
    QueryError error = QueryErrors.of(refusal);
    return refusal.denial().map(messages::appendix).map(error::with).orElse(error);
  }
}
