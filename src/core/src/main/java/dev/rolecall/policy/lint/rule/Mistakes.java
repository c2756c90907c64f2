package dev.rolecall.policy.lint.rule;

import static dev.rolecall.policy.lint.Severity.SECURITY_WARNING;
import static dev.rolecall.policy.lint.Severity.WARNING;

import dev.rolecall.policy.lint.text.ConditionText;
import dev.rolecall.policy.lint.text.Entry;
import dev.rolecall.policy.lint.text.StatementText;
import dev.rolecall.policy.operator.Comparison;
import java.util.List;
import java.util.stream.Stream;

/** Conditions that are often written and seldom mean what was meant. */
final class Mistakes {
  private static final String MFA = "aws:MultiFactorAuthPresent";

  static final List<Rule> RULES =
      List.of(
          Rule.ofConditions(
              "BAD_PATTERN_FOR_MFA",
              SECURITY_WARNING,
              "A demand for MFA that long-term credentials, which lack the key, get around.",
              Mistakes::mfa),
          Rule.ofConditions(
              "SINGLE_VALUE_CONDITION_TOO_PERMISSIVE",
              WARNING,
              "A positive condition one of whose values fits everything.",
              (statement, condition) -> permissive(condition)));

  private Mistakes() {}

  private static Stream<Remark> mfa(StatementText statement, ConditionText condition) {
    if (!condition.isOn(MFA) || condition.comparison() != Comparison.BOOL) {
      return Stream.empty();
    }
    boolean ifExists = condition.operator().ifExists();
    if (statement.denies() && has(condition, "false") && !ifExists) {
      return Stream.of(
          Remark.at(
              condition.element(),
              "Long-term credentials lack '" + MFA + "', so that this does not deny them.",
              "Use BoolIfExists."));
    }
    if (statement.allows() && has(condition, "true") && ifExists) {
      return Stream.of(
          Remark.at(
              condition.element(),
              "Long-term credentials lack '" + MFA + "', so that they are allowed without MFA.",
              "Use Bool."));
    }
    return Stream.empty();
  }

  private static boolean has(ConditionText condition, String value) {
    return condition.values().stream().anyMatch(entry -> entry.text().equalsIgnoreCase(value));
  }

  private static Stream<Remark> permissive(ConditionText condition) {
    boolean like =
        condition.comparison() == Comparison.STRING_LIKE
            || condition.comparison() == Comparison.ARN_LIKE
            || condition.comparison() == Comparison.ARN_EQUALS;
    boolean ip = condition.comparison() == Comparison.IP_ADDRESS;
    return condition.values().stream()
        .filter(value -> (like && isAnything(value)) || (ip && isEveryAddress(value)))
        .map(value ->
            Remark.at(
                value.element(),
                "Every value of '%s' fits '%s'.".formatted(condition.key(), value.text()),
                "Name the values; \"Null\": {\"%s\": \"false\"} if it must only be there."
                    .formatted(condition.key())));
  }

  private static boolean isAnything(Entry value) {
    return value.text().matches("\\*+|arn:(\\*:){4}\\*+");
  }

  private static boolean isEveryAddress(Entry value) {
    return value.text().endsWith("/0");
  }
}
