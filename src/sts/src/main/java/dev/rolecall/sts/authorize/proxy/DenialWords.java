package dev.rolecall.sts.authorize.proxy;

import dev.rolecall.policy.Decision;
import dev.rolecall.sts.authorize.AuthorizeService.Decided;
import dev.rolecall.sts.authorize.mapping.Operation;

/**
 * A denial in S3's words ("Troubleshoot access denied (403 Forbidden) errors in Amazon S3"): the
 * layer is told within one account only.
 */
final class DenialWords {
  private DenialWords() {}

  static String of(Decided decided) {
    Operation operation = decided.operation();
    if (!operation.resourceAccount().equals(decided.caller().account())) {
      return "Access Denied";
    }
    return "User: %s is not authorized to perform: %s on resource: \"%s\"%s%s"
        .formatted(
            decided.caller().arn(),
            operation.action(),
            operation.resource(),
            decided.decision() instanceof Decision.ExplicitDeny ? " " : " because ",
            decided.reason());
  }
}
