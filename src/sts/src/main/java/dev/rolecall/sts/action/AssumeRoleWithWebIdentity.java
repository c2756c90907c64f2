package dev.rolecall.sts.action;

import dev.rolecall.sts.assume.WebIdentityService;
import dev.rolecall.sts.query.Action;
import dev.rolecall.sts.query.ActionCall;
import dev.rolecall.sts.query.Outcome;
import dev.rolecall.sts.query.QueryErrors;
import dev.rolecall.sts.query.QueryException;
import java.util.concurrent.CompletionStage;

/** {@code AssumeRoleWithWebIdentity}: not signed, the token says who it is. */
public final class AssumeRoleWithWebIdentity implements Action {
  private final WebIdentityService roles;

  public AssumeRoleWithWebIdentity(WebIdentityService roles) {
    this.roles = roles;
  }

  @Override
  public String name() {
    return "AssumeRoleWithWebIdentity";
  }

  @Override
  public CompletionStage<Outcome> perform(ActionCall call) throws QueryException {
    return roles
        .assume(WebIdentityParameters.read(call.parameters()), call.http().caller(), call.trail())
        .thenApply(result ->
            switch (result) {
              case WebIdentityService.Result.Granted granted -> {
                call.trail().granted(granted.assumed().session());
                yield new Outcome.Granted(
                    granted.assumed().reason(), xml -> AssumedResult.write(granted, xml));
              }
              case WebIdentityService.Result.Refused(var refusal) ->
                  new Outcome.Refused(QueryErrors.of(refusal), refusal.reason());
            });
  }
}
