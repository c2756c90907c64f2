package dev.rolecall.policy.lint.rule;

import dev.rolecall.policy.lint.Severity;
import dev.rolecall.policy.lint.text.ConditionText;
import dev.rolecall.policy.lint.text.PolicyText;
import dev.rolecall.policy.lint.text.StatementText;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One check.
 *
 * @param code a stable id, IAM Access Analyzer's where one fits
 * @param summary what it looks for, a sentence
 * @param check everything that it has to say of a policy
 */
public record Rule(
    String code, Severity severity, String summary, Function<PolicyText, Stream<Remark>> check) {

  /** What a rule says of a statement, and of a condition of it. */
  interface ConditionCheck {
    Stream<Remark> check(StatementText statement, ConditionText condition);
  }

  static Rule ofStatements(
      String code,
      Severity severity,
      String summary,
      Function<StatementText, Stream<Remark>> check) {
    return new Rule(code, severity, summary, policy -> policy.statements().stream().flatMap(check));
  }

  static Rule ofConditions(String code, Severity severity, String summary, ConditionCheck check) {
    return ofStatements(
        code,
        severity,
        summary,
        statement ->
            statement.conditions().stream()
                .flatMap(condition -> check.check(statement, condition)));
  }

  @Override
  public String toString() {
    return code;
  }
}
