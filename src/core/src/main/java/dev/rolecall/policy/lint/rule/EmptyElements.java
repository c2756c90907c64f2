package dev.rolecall.policy.lint.rule;

import static dev.rolecall.policy.lint.Severity.SUGGESTION;

import dev.rolecall.policy.lint.text.ConditionText;
import dev.rolecall.policy.lint.text.Element;
import dev.rolecall.policy.lint.text.StatementText;
import dev.rolecall.policy.operator.Comparison;
import dev.rolecall.policy.operator.Operator.Quantifier;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Elements that are there and say nothing. */
final class EmptyElements {
  static final List<Rule> RULES =
      List.of(
          Rule.ofStatements(
              "EMPTY_ARRAY_ACTION",
              SUGGESTION,
              "An empty Action; an empty NotAction is refused.",
              statement -> emptyList(statement, "Action")),
          Rule.ofStatements(
              "EMPTY_ARRAY_RESOURCE",
              SUGGESTION,
              "An empty Resource; an empty NotResource is refused.",
              statement -> emptyList(statement, "Resource")),
          Rule.ofStatements(
              "EMPTY_ARRAY_PRINCIPAL",
              SUGGESTION,
              "An empty list of principals.",
              EmptyElements::principals),
          Rule.ofStatements(
              "EMPTY_OBJECT_PRINCIPAL",
              SUGGESTION,
              "A Principal or NotPrincipal without entries, {}.",
              EmptyElements::principalObject),
          Rule.ofStatements(
              "EMPTY_OBJECT_CONDITION",
              SUGGESTION,
              "A Condition, or an operator in it, without entries, {}.",
              EmptyElements::conditionObject),
          Rule.ofConditions(
              "EMPTY_ARRAY_CONDITION_FORALLVALUES",
              SUGGESTION,
              "A ForAllValues condition without values: true only where the key is missing.",
              (statement, condition) ->
                  onlyWhenMissing(
                      condition,
                      found -> found.operator().quantifier() == Quantifier.FOR_ALL_VALUES)),
          Rule.ofConditions(
              "EMPTY_ARRAY_CONDITION_IFEXISTS",
              SUGGESTION,
              "An IfExists condition without values: true only where the key is missing.",
              (statement, condition) ->
                  onlyWhenMissing(
                      condition,
                      found ->
                          found.operator().ifExists()
                              && found.operator().quantifier() != Quantifier.FOR_ALL_VALUES)),
          Rule.ofConditions(
              "EMPTY_ARRAY_CONDITION_FORANYVALUE",
              SUGGESTION,
              "A ForAnyValue condition without values: never true.",
              (statement, condition) -> never(condition)),
          Rule.ofStatements("EMPTY_SID_VALUE", SUGGESTION, "An empty Sid.", EmptyElements::sid));

  private EmptyElements() {}

  private static Stream<Remark> emptyList(StatementText statement, String name) {
    return statement.element().member(name).filter(Element::isEmptyArray).stream()
        .map(element ->
            Remark.at(
                element,
                "An empty " + name + " means none: the statement does nothing.",
                "List what is meant, or remove the statement."));
  }

  private static Stream<Remark> principals(StatementText statement) {
    return principalElements(statement)
        .flatMap(element -> Stream.concat(Stream.of(element), element.members().stream()))
        .filter(Element::isEmptyArray)
        .map(element ->
            Remark.at(
                element,
                "The list of principals '" + element.name() + "' is empty and means nobody.",
                "List who is meant, or remove it."));
  }

  private static Stream<Element> principalElements(StatementText statement) {
    return Stream.of("Principal", "NotPrincipal")
        .flatMap(name -> statement.element().member(name).stream());
  }

  private static Stream<Remark> principalObject(StatementText statement) {
    return principalElements(statement)
        .filter(Element::isEmptyObject)
        .map(element ->
            Remark.at(
                element,
                "'" + element.name() + "' without entries means nobody.",
                "Name a principal, as {\"AWS\": \"111111111111\"}."));
  }

  private static Stream<Remark> conditionObject(StatementText statement) {
    return statement.element().member("Condition").stream()
        .flatMap(element -> Stream.concat(Stream.of(element), element.members().stream()))
        .filter(Element::isEmptyObject)
        .map(element ->
            Remark.at(
                element, "'" + element.name() + "' is empty and restricts nothing.", "Remove it."));
  }

  private static Stream<Remark> onlyWhenMissing(
      ConditionText condition, Predicate<ConditionText> form) {
    return Stream.of(condition)
        .filter(found -> found.element().isEmptyArray())
        .filter(found -> found.comparison() != Comparison.NULL)
        .filter(form)
        .map(found ->
            Remark.at(
                found.element(),
                "'%s' without values under %s is satisfied only where the key is missing."
                    .formatted(found.key(), found.operator()),
                "Say so: \"Null\": {\"%s\": \"true\"}.".formatted(found.key())));
  }

  private static Stream<Remark> never(ConditionText condition) {
    return Stream.of(condition)
        .filter(found -> found.element().isEmptyArray())
        .filter(found -> found.operator().quantifier() == Quantifier.FOR_ANY_VALUE)
        .filter(found -> !found.operator().ifExists())
        .map(found ->
            Remark.at(
                found.element(),
                "'%s' without values under %s is never satisfied: the statement does nothing."
                    .formatted(found.key(), found.operator()),
                "Give values, or remove the statement."));
  }

  private static Stream<Remark> sid(StatementText statement) {
    return statement.element().member("Sid").stream()
        .filter(element -> element.text().filter(String::isEmpty).isPresent())
        .map(element ->
            Remark.at(element, "The Sid is empty.", "Name the statement, or remove the Sid."));
  }
}
