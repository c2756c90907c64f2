package dev.rolecall.sts.assume;

import dev.rolecall.identity.Arn;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.Decision.Layer;
import dev.rolecall.session.Session;

/**
 * What a session reads of an action that it may not do, in AWS's words (IAM User Guide,
 * "Troubleshoot access denied error messages").
 */
final class DenialText {
  private DenialText() {}

  /** Without a word on why. */
  static String of(Session caller, String action, String resource) {
    return "User: %s is not authorized to perform: %s on resource: %s"
        .formatted(caller.arn(), action, resource);
  }

  /**
   * Which sort of policy it was is told within an account alone: another's policies are its own
   * business.
   */
  static String of(Session caller, String action, String resource, Decision decision) {
    String text = of(caller, action, resource);
    boolean own =
        Arn.parse(resource)
            .filter(arn -> arn.account().equals(caller.account().value()))
            .isPresent();
    return own ? text + why(action, decision) : text;
  }

  private static String why(String action, Decision decision) {
    return switch (decision) {
      case Decision.Allow allow -> "";
      case Decision.ExplicitDeny(var by) ->
          " with an explicit deny in "
              + article(by.layer() == Layer.TRUST ? Layer.RESOURCE : by.layer());
      case Decision.ImplicitDeny(var layer) ->
          " because no %s allows the %s action".formatted(layer, action);
    };
  }

  private static String article(Layer layer) {
    return (layer == Layer.IDENTITY ? "an " : "a ") + layer;
  }
}
