package dev.rolecall.sts.denial;

import dev.rolecall.identity.Arn;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.Decision.Layer;
import dev.rolecall.session.Session;

/**
 * What a session reads of an action that it may not do, in AWS's words (IAM User Guide,
 * "Troubleshoot access denied error messages").
 */
public final class DenialText {
  private DenialText() {}

  /** Without a word on why. */
  public static String of(Session caller, String action, String resource) {
    return "User: %s is not authorized to perform: %s on resource: %s"
        .formatted(caller.arn(), action, resource);
  }

  /**
   * Which sort of policy it was is told within an account alone: another's policies are its own
   * business.
   */
  public static String of(Session caller, String action, String resource, Decision decision) {
    String text = of(caller, action, resource);
    boolean own =
        Arn.parse(resource)
            .filter(arn -> arn.account().equals(caller.account().value()))
            .isPresent();
    return own ? ofOwn(caller, action, resource, decision) : text;
  }

  /** The same for what is the caller's own account's, whatever the resource's name says. */
  public static String ofOwn(Session caller, String action, String resource, Decision decision) {
    return of(caller, action, resource) + why(action, decision);
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
