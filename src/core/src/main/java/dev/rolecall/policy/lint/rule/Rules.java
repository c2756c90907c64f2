package dev.rolecall.policy.lint.rule;

import java.util.List;
import java.util.stream.Stream;

/** Every rule, in the order in which they are checked. */
public final class Rules {
  public static final List<Rule> ALL =
      Stream.of(
              Documents.RULES,
              EmptyElements.RULES,
              Arns.RULES,
              Identifiers.RULES,
              ConditionKeys.RULES,
              ConditionTypes.RULES,
              Qualifiers.RULES,
              Addresses.RULES,
              Mistakes.RULES,
              PrincipalRules.RULES,
              TrustPolicies.RULES,
              TokenIssuers.RULES,
              WorkloadTrust.RULES,
              Breadth.RULES,
              SensitiveActions.RULES,
              Escalation.RULES,
              Redundancy.RULES)
          .flatMap(List::stream)
          .toList();

  private Rules() {}
}
