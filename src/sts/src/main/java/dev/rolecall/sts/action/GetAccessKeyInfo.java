package dev.rolecall.sts.action;

import dev.rolecall.identity.AccessKeyId;
import dev.rolecall.session.Session;
import dev.rolecall.sts.query.ActionCall;
import dev.rolecall.sts.query.Outcome;
import dev.rolecall.sts.query.QueryError;
import dev.rolecall.sts.query.QueryException;
import dev.rolecall.sts.query.Violations;
import dev.rolecall.sts.query.Violations.TextLimits;
import java.util.regex.Pattern;

/**
 * {@code GetAccessKeyInfo}: the account that an access key id was made for. The id says it itself;
 * whether such a key was ever issued is not known, as on AWS.
 */
public final class GetAccessKeyInfo extends SignedAction {
  private static final TextLimits ACCESS_KEY_ID =
      new TextLimits(16, 128, Pattern.compile("[A-Za-z0-9_]*"), "[\\w]*");

  private final Permissions permissions;

  public GetAccessKeyInfo(CallingSessions callers, Permissions permissions) {
    super(callers);
    this.permissions = permissions;
  }

  @Override
  public String name() {
    return "GetAccessKeyInfo";
  }

  @Override
  Outcome perform(ActionCall call, Session caller) throws QueryException {
    Violations violations = new Violations();
    String text = call.parameters().text("AccessKeyId").orElse(null);
    violations.checkRequired("accessKeyId", text, ACCESS_KEY_ID);
    violations.requireNone();
    String by = permissions.require(caller, Permissions.Question.about("sts:GetAccessKeyInfo"));
    AccessKeyId id = accessKeyId(RoleParameters.valid(text));
    return new Outcome.Granted(by, xml -> xml.element("Account", id.account().value()));
  }

  private static AccessKeyId accessKeyId(String text) throws QueryException {
    try {
      return new AccessKeyId(text);
    } catch (IllegalArgumentException e) {
      throw new QueryException(
          QueryError.validation("Access key id " + text + " is none of this service's"));
    }
  }
}
