package dev.rolecall.policy.lint.rule;

import static dev.rolecall.policy.lint.Severity.ERROR;
import static dev.rolecall.policy.lint.Severity.SUGGESTION;
import static dev.rolecall.policy.lint.Severity.WARNING;

import dev.rolecall.policy.lint.rule.GlobalKeys.Kind;
import dev.rolecall.policy.lint.text.ConditionText;
import dev.rolecall.policy.lint.text.Entry;
import dev.rolecall.policy.operator.Comparison;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether operators, keys and values are of one type. */
final class ConditionTypes {
  private static final Pattern EPOCH = Pattern.compile("-?[0-9]+");

  /** Those that take {@code *} and {@code ?} for themselves. */
  private static final Set<Comparison> LITERAL =
      EnumSet.of(
          Comparison.STRING_EQUALS,
          Comparison.STRING_NOT_EQUALS,
          Comparison.STRING_EQUALS_IGNORE_CASE,
          Comparison.STRING_NOT_EQUALS_IGNORE_CASE);

  static final List<Rule> RULES =
      List.of(
          Rule.ofConditions(
              "TYPE_MISMATCH",
              WARNING,
              "An operator of another type than the global condition key has.",
              (statement, condition) -> operator(condition)),
          Rule.ofConditions(
              "INVALID_DATE_VALUE",
              WARNING,
              "A date written as seconds since 1970.",
              (statement, condition) -> dates(condition)),
          Rule.ofConditions(
              "INVALID_CONDITION_MULTIPLE_BOOLEAN",
              ERROR,
              "Null with both true and false: always satisfied. Several values of Bool are refused.",
              (statement, condition) -> booleans(condition)),
          Rule.ofConditions(
              "WILDCARD_WITHOUT_LIKE_OPERATOR",
              WARNING,
              "A * or ? under an operator that takes it for itself.",
              (statement, condition) -> wildcards(condition)),
          Rule.ofConditions(
              "REDUNDANT_CONDITION_VALUE_NUM",
              SUGGESTION,
              "Several limits for one key: the widest of them decides.",
              (statement, condition) -> limits(condition)));

  private ConditionTypes() {}

  private static Stream<Remark> operator(ConditionText condition) {
    Optional<Kind> kind = GlobalKeys.kind(condition.key());
    if (kind.isEmpty()
        || condition.comparison() == Comparison.NULL
        || kind.get().operators().stream().anyMatch(condition::isOf)) {
      return Stream.empty();
    }
    String words = kind.get().operators().getFirst();
    return Stream.of(
        Remark.at(
            condition.element(),
            "'%s' is compared by %s, but its values are for %s operators."
                .formatted(condition.key(), condition.operator(), words),
            "Use a " + words + " operator."));
  }

  private static Stream<Remark> dates(ConditionText condition) {
    if (!condition.isOf("Date") || condition.isOn("aws:EpochTime")) {
      return Stream.empty();
    }
    return condition.values().stream()
        .filter(value -> EPOCH.matcher(value.text()).matches())
        .map(value ->
            Remark.at(
                value.element(),
                "'" + value.text() + "' is read as seconds since 1970.",
                "Write the date as 2026-01-31T12:00:00Z, so that everyone reads the same."));
  }

  private static Stream<Remark> booleans(ConditionText condition) {
    long different =
        condition.values().stream()
            .map(value -> value.text().toLowerCase(Locale.ROOT))
            .distinct()
            .count();
    if (condition.comparison() != Comparison.NULL || different < 2) {
      return Stream.empty();
    }
    return Stream.of(
        Remark.at(
            condition.element(),
            "'" + condition.key() + "' may be missing or not, so that the condition says nothing.",
            "Keep the one value that is meant."));
  }

  private static Stream<Remark> wildcards(ConditionText condition) {
    if (!LITERAL.contains(condition.comparison())) {
      return Stream.empty();
    }
    String like = condition.comparison().negated() ? "StringNotLike" : "StringLike";
    return condition.values().stream()
        .filter(value -> hasWildcard(value.text()))
        .map(value ->
            Remark.at(
                value.element(),
                "%s takes the wildcard of '%s' for the character itself."
                    .formatted(condition.operator(), value.text()),
                "Use "
                    + like
                    + " if any text is meant, or write ${*} and ${?} for the characters."));
  }

  /** Escapes, {@code ${*}}, are meant as they are. */
  private static boolean hasWildcard(String text) {
    String rest = text.replace("${*}", "").replace("${?}", "");
    return rest.indexOf('*') >= 0 || rest.indexOf('?') >= 0;
  }

  private static Stream<Remark> limits(ConditionText condition) {
    String word = condition.comparison().word();
    boolean less = word.startsWith("NumericLess");
    boolean greater = word.startsWith("NumericGreater");
    List<BigDecimal> numbers = condition.values().stream().flatMap(ConditionTypes::number).toList();
    if ((!less && !greater) || numbers.size() < 2) {
      return Stream.empty();
    }
    BigDecimal widest =
        numbers.stream().reduce(less ? BigDecimal::max : BigDecimal::min).orElseThrow();
    return Stream.of(
        Remark.replace(
            condition.element(),
            "Of several limits for '%s' one is enough, and %s decides."
                .formatted(condition.key(), widest),
            widest.toString()));
  }

  private static Stream<BigDecimal> number(Entry value) {
    try {
      return Stream.of(new BigDecimal(value.text()));
    } catch (NumberFormatException e) {
      return Stream.empty(); // The reader says so.
    }
  }
}
