package dev.rolecall.trust;

import dev.rolecall.policy.Decision;

/** Whether a role may be worn. */
public sealed interface TrustDecision {
  record Trusted(Decision.DecidedBy by) implements TrustDecision {}

  /**
   * @param action the action that was not allowed, {@code sts:TagSession}
   * @param decision what the policies say of it
   * @param reason a sentence for the role's owner: audit and Events, never the caller
   */
  record NotTrusted(String action, Decision decision, String reason) implements TrustDecision {}
}
