package dev.rolecall.sts.authorize;

import dev.rolecall.policy.Decision;

/**
 * Decisions in the words of AWS's access denied messages (IAM User Guide, "Troubleshoot access
 * denied error messages"). They name a layer and never a policy: it may be another account's.
 */
final class DecisionWords {
  private DecisionWords() {}

  static String of(Decision decision, String action) {
    return switch (decision) {
      case Decision.Allow(var by) when by.isRule() -> by + " allows the " + action + " action";
      case Decision.Allow(var by) -> "a" + article(by) + " allows the " + action + " action";
      case Decision.ExplicitDeny(var by) -> "with an explicit deny in a" + article(by);
      case Decision.ImplicitDeny(var layer) -> "no " + layer + " allows the " + action + " action";
    };
  }

  /** The layer after its {@code a} or {@code an}. */
  private static String article(Decision.DecidedBy by) {
    String layer = by.layer().toString();
    return ("aeiou".indexOf(layer.charAt(0)) >= 0 ? "n " : " ") + layer;
  }
}
