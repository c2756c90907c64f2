package dev.rolecall.policy.lint.rule;

import static dev.rolecall.policy.lint.Severity.ERROR;
import static dev.rolecall.policy.lint.Severity.SECURITY_WARNING;
import static dev.rolecall.policy.lint.Severity.SUGGESTION;
import static dev.rolecall.policy.lint.Severity.WARNING;

import dev.rolecall.policy.lint.text.ConditionText;
import dev.rolecall.policy.lint.text.StatementText;
import dev.rolecall.policy.operator.Comparison;
import dev.rolecall.policy.operator.Operator.Quantifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code ForAllValues}, {@code ForAnyValue}, {@code IfExists}: what becomes of missing keys. */
final class Qualifiers {
  static final List<Rule> RULES =
      List.of(
          Rule.ofConditions(
              "NULL_WITH_QUALIFIER",
              SUGGESTION,
              "Null with ForAllValues is always true, with ForAnyValue never.",
              (statement, condition) -> nullWithQualifier(condition)),
          Rule.ofConditions(
              "MISSING_QUALIFIER",
              ERROR,
              "A key with several values without ForAllValues or ForAnyValue: never satisfied.",
              (statement, condition) -> missing(condition)),
          Rule.ofConditions(
              "FORALLVALUES_WITH_SINGLE_VALUED_KEY",
              SECURITY_WARNING,
              "ForAllValues on a key that has one value: also true where it is missing.",
              (statement, condition) -> forAll(condition)),
          Rule.ofConditions(
              "FORALLVALUES_WITH_ALLOW",
              WARNING,
              "An Allow with ForAllValues and nothing that demands the key: true without it.",
              Qualifiers::forAllWithAllow),
          Rule.ofConditions(
              "IFEXISTS_WITH_ALLOW",
              WARNING,
              "An Allow with IfExists: it also allows requests that lack the key.",
              Qualifiers::ifExistsWithAllow),
          Rule.ofConditions(
              "IFEXISTS_WITHOUT_EFFECT",
              SUGGESTION,
              "IfExists where a missing key satisfies the condition anyway.",
              (statement, condition) -> ifExistsWithoutEffect(condition)),
          Rule.ofConditions(
              "NEGATED_CONDITION_WITH_ALLOW",
              WARNING,
              "An Allow by a negated operator alone: it also allows requests that lack the key.",
              Qualifiers::negatedWithAllow));

  private Qualifiers() {}

  private static Stream<Remark> nullWithQualifier(ConditionText condition) {
    if (condition.comparison() != Comparison.NULL || !condition.isQuantified()) {
      return Stream.empty();
    }
    String always =
        condition.operator().quantifier() == Quantifier.FOR_ALL_VALUES ? "always" : "never";
    return Stream.of(
        Remark.at(
            condition.element(),
            condition.operator() + " is " + always + " satisfied.",
            "Use Null without a qualifier."));
  }

  private static Stream<Remark> missing(ConditionText condition) {
    if (!GlobalKeys.isMultivalued(condition.key())
        || condition.isQuantified()
        || condition.comparison() == Comparison.NULL) {
      return Stream.empty();
    }
    return Stream.of(
        Remark.at(
            condition.element(),
            "'%s' has several values, and %s is never satisfied by such a key."
                .formatted(condition.key(), condition.operator()),
            "Write ForAnyValue:%s if one of them must fit, ForAllValues:%s if all must."
                .formatted(condition.operator(), condition.operator())));
  }

  private static Stream<Remark> forAll(ConditionText condition) {
    if (!isForAll(condition) || !GlobalKeys.isSingleValued(condition.key())) {
      return Stream.empty();
    }
    return Stream.of(
        Remark.at(
            condition.element(),
            "'%s' has one value; with ForAllValues a request without it passes."
                .formatted(condition.key()),
            "Remove ForAllValues."));
  }

  private static boolean isForAll(ConditionText condition) {
    return condition.operator().quantifier() == Quantifier.FOR_ALL_VALUES
        && condition.comparison() != Comparison.NULL;
  }

  private static Stream<Remark> forAllWithAllow(StatementText statement, ConditionText condition) {
    // Of single-valued keys the rule above speaks; tags are usually limited, not demanded.
    if (!statement.allows()
        || !isForAll(condition)
        || GlobalKeys.isSingleValued(condition.key())
        || condition.isOn("aws:TagKeys")
        || isDemanded(statement, condition)) {
      return Stream.empty();
    }
    return Stream.of(allowedWithout(condition));
  }

  private static Remark allowedWithout(ConditionText condition) {
    return Remark.at(
        condition.element(),
        "A request without '%s' satisfies %s, so that it is allowed."
            .formatted(condition.key(), condition.operator()),
        "Add \"Null\": {\"%s\": \"false\"}, or list what is allowed.".formatted(condition.key()));
  }

  /** Whether another condition of the statement needs the key to be there. */
  private static boolean isDemanded(StatementText statement, ConditionText condition) {
    return statement.demands(condition.key())
        || statement
            .conditionsOn(condition.key())
            .filter(other -> other.comparison() == Comparison.NULL)
            .anyMatch(
                other -> other.values().stream().anyMatch(value -> value.text().equals("false")));
  }

  private static Stream<Remark> ifExistsWithAllow(
      StatementText statement, ConditionText condition) {
    if (!statement.allows()
        || !condition.operator().ifExists()
        || missingSatisfies(condition).isPresent()
        || condition.element().isEmptyArray()
        || isMfa(condition)
        || isDemanded(statement, condition)) {
      return Stream.empty();
    }
    return Stream.of(
        Remark.at(
            condition.element(),
            "Requests without '%s' are allowed too.".formatted(condition.key()),
            "Remove IfExists if they are not meant."));
  }

  private static boolean isMfa(ConditionText condition) {
    return condition.isOn("aws:MultiFactorAuthPresent");
  }

  /** Why a missing key would satisfy the condition also without {@code IfExists}. */
  private static Optional<String> missingSatisfies(ConditionText condition) {
    return switch (condition.operator().quantifier()) {
      case FOR_ALL_VALUES -> Optional.of("ForAllValues");
      case FOR_ANY_VALUE -> Optional.empty();
      case SINGLE ->
          condition.comparison().negated()
              ? Optional.of(condition.comparison().word())
              : Optional.empty();
    };
  }

  private static Stream<Remark> ifExistsWithoutEffect(ConditionText condition) {
    if (!condition.operator().ifExists() || condition.element().isEmptyArray()) {
      return Stream.empty();
    }
    return missingSatisfies(condition).stream()
        .map(reason ->
            Remark.at(
                condition.element(),
                "A missing key satisfies %s anyway; IfExists changes nothing.".formatted(reason),
                "Remove IfExists."));
  }

  private static Stream<Remark> negatedWithAllow(StatementText statement, ConditionText condition) {
    if (!statement.allows()
        || !condition.comparison().negated()
        || condition.isQuantified()
        || isAlwaysThere(condition)
        || isDemanded(statement, condition)) {
      return Stream.empty();
    }
    return Stream.of(allowedWithout(condition));
  }

  /** Keys that every request has (IAM User Guide, "AWS global condition context keys"). */
  private static boolean isAlwaysThere(ConditionText condition) {
    return switch (condition.lowerKey()) {
      case "aws:currenttime",
          "aws:epochtime",
          "aws:requestedregion",
          "aws:securetransport",
          "aws:sourceip",
          "aws:useragent",
          "aws:principalarn",
          "aws:principalaccount",
          "aws:viaawsservice" ->
          true;
      default -> false;
    };
  }
}
