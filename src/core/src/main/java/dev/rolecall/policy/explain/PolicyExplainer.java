package dev.rolecall.policy.explain;

import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicyEvaluator;
import dev.rolecall.policy.explain.missing.MissingContext;

/**
 * Explains decisions. It decides nothing: the decision is the evaluator's, and the reasons come
 * from the matchers that it used.
 */
public final class PolicyExplainer {
  private PolicyExplainer() {}

  /** Decides and tells why; for people, hundreds of times slower than deciding. */
  public static Explanation explain(Policies policies, AuthorizationRequest request) {
    Decision decision = PolicyEvaluator.evaluate(policies, request);
    return new Explanation(
        request,
        decision,
        LayerTracer.trace(policies, request),
        MissingContext.of(policies, request, decision));
  }
}
