package dev.rolecall.trust;

import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.explain.Explanation;
import dev.rolecall.policy.explain.PolicyExplainer;
import java.time.Instant;

/** Tells people why a role's trust policy decides as {@link TrustEvaluator} says. */
public final class TrustExplainer {
  private TrustExplainer() {}

  /**
   * What the statements that count for the principal say to one action.
   *
   * @param action {@code sts:AssumeRole}, or another that the request needs
   */
  public static Explanation explain(TrustRequest request, String action, Instant now) {
    PolicyDocument counting =
        Admission.of(request.principal(), request.role()).apply(request.role().trustPolicy());
    return PolicyExplainer.explain(
        Policies.ofResource(counting),
        new AuthorizationRequest(
            TrustEvaluator.caller(request.principal(), request.role()),
            action,
            request.role().arn().toString(),
            request.role().arn().account(),
            TrustContext.of(request, now)));
  }
}
