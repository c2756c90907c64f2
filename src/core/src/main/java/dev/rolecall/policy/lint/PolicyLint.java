package dev.rolecall.policy.lint;

import dev.rolecall.json.JsonValue;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyProblem;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.policy.PolicyReader;
import dev.rolecall.policy.PolicyReading;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.lint.rule.Remark;
import dev.rolecall.policy.lint.rule.Rule;
import dev.rolecall.policy.lint.rule.Rules;
import dev.rolecall.policy.lint.text.PolicyText;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Checks policies as they are written; needs no catalogue of services. */
public final class PolicyLint {
  private static final Comparator<Finding> BY_PLACE =
      Comparator.<Finding>comparingInt(finding -> finding.position().line())
          .thenComparingInt(finding -> finding.position().column());

  private PolicyLint() {}

  /**
   * Everything that may be wrong with a policy, in the order of the text: what the reader refuses
   * it for, as errors, and what the rules say of the parts that can be understood.
   */
  public static List<Finding> check(PolicyQuotas quotas, PolicyType type, JsonValue document) {
    PolicyReading reading = PolicyReader.read(quotas, type, "policy", document);
    PolicyText policy = PolicyText.of(type, document, document(reading));
    Stream<Finding> found =
        Rules.ALL.stream().flatMap(rule -> rule.check().apply(policy).map(of -> finding(rule, of)));
    // Where the reader and a rule say the same of one place, once is enough.
    Set<String> told = new HashSet<>();
    return Stream.concat(refusals(reading), found)
        .filter(finding -> told.add(finding.code() + " " + finding.pointer()))
        .sorted(BY_PLACE)
        .toList();
  }

  private static Finding refusal(PolicyProblem problem) {
    return new Finding(
        problem.code(),
        Severity.ERROR,
        problem.pointer(),
        problem.position(),
        problem.message(),
        "",
        Optional.empty());
  }

  private static Optional<PolicyDocument> document(PolicyReading reading) {
    return reading instanceof PolicyReading.Read read
        ? Optional.of(read.document())
        : Optional.empty();
  }

  private static Stream<Finding> refusals(PolicyReading reading) {
    return reading instanceof PolicyReading.Refused refused
        ? refused.problems().stream().map(PolicyLint::refusal)
        : Stream.empty();
  }

  private static Finding finding(Rule rule, Remark remark) {
    return new Finding(
        rule.code(),
        rule.severity(),
        remark.place().pointer(),
        remark.place().position(),
        remark.message(),
        remark.fix(),
        remark.replacement());
  }
}
