package dev.rolecall.policy;

/**
 * Decides one request by policies as they are written: for tools and tests. Who decides often
 * compiles a {@link PolicySet} once.
 */
public final class PolicyEvaluator {
  private PolicyEvaluator() {}

  /** Never throws for a document that was read: what cannot be decided is denied. */
  public static Decision evaluate(Policies policies, AuthorizationRequest request) {
    return PolicySet.compile(policies).decide(request);
  }
}
