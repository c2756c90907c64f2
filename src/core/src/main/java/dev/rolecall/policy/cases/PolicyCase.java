package dev.rolecall.policy.cases;

import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.PolicyEvaluator;
import dev.rolecall.policy.explain.Explanation;
import dev.rolecall.policy.explain.PolicyExplainer;
import java.util.List;
import java.util.Optional;

/** One decision that somebody wrote down: policies, a request, and what should come of them. */
public final class PolicyCase {
  private final String name;
  private final CasePolicies policies;
  private final AuthorizationRequest request;
  private final Optional<Verdict> expected;
  private final List<Verdict> alsoAcceptable;

  PolicyCase(
      String name,
      CasePolicies policies,
      AuthorizationRequest request,
      Optional<Verdict> expected,
      List<Verdict> alsoAcceptable) {
    this.name = name;
    this.policies = policies;
    this.request = request;
    this.expected = expected;
    this.alsoAcceptable = alsoAcceptable;
  }

  /**
   * Reads a case.
   *
   * @param line the line's number from 1, for messages
   * @param text a JSON object: {@code name}, {@code identityPolicies}, {@code resourcePolicy},
   *     {@code boundaries}, {@code sessionPolicy}, {@code scps}, {@code rcps}, {@code request}
   *     ({@code principal}, {@code action}, {@code resource}, {@code resourceAccount}, {@code
   *     context}, {@code wildcardOnlyAction}), {@code expected}, {@code alsoAcceptable}; other
   *     fields are for people; only {@code request} must be there
   * @throws CaseException where the line is not a case; a policy that is none is no such error
   */
  public static PolicyCase parse(int line, String text) throws CaseException {
    return CaseReader.read(line, text);
  }

  /** Decides it. */
  public CaseResult decide() {
    return switch (policies) {
      case CasePolicies.Valid valid -> {
        Decision decision = PolicyEvaluator.evaluate(valid.policies(), request);
        yield result(Verdict.of(decision), reason(decision));
      }
      case CasePolicies.Invalid invalid ->
          result(Verdict.POLICY_ERROR, invalid.policy() + invalid.problem());
    };
  }

  /** Decides it and tells why; empty where a document is no policy, which the result tells. */
  public Optional<Explanation> explain() {
    return policies instanceof CasePolicies.Valid(var valid)
        ? Optional.of(PolicyExplainer.explain(valid, request))
        : Optional.empty();
  }

  public String name() {
    return name;
  }

  private CaseResult result(Verdict decision, String reason) {
    return new CaseResult(name, decision, expected, alsoAcceptable, reason);
  }

  private static String reason(Decision decision) {
    return switch (decision) {
      case Decision.Allow allow -> "allowed by " + allow.by();
      case Decision.ExplicitDeny deny -> "denied by " + deny.by();
      case Decision.ImplicitDeny deny -> "no " + deny.blockedBy() + " allows it";
    };
  }
}
