package dev.rolecall.policy;

/**
 * Decides as AWS IAM does (IAM User Guide, "Policy evaluation logic"): explicit deny, resource and
 * service control policies, resource policy, identity policies, permissions boundaries, session
 * policy; within an account and across accounts.
 */
public final class PolicyEvaluator {
  private PolicyEvaluator() {}

  /** Never throws for a document that was read: what cannot be decided is denied. */
  public static Decision evaluate(Policies policies, AuthorizationRequest request) {
    throw new UnsupportedOperationException("policy helper");
  }
}
