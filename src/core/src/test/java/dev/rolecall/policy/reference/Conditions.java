package dev.rolecall.policy.reference;

import dev.rolecall.json.JsonValue;
import dev.rolecall.policy.reference.Document.Statement;
import dev.rolecall.policy.reference.Question.Given;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** "Condition operators": all of them must hold, and of each all keys. */
final class Conditions {
  private Conditions() {}

  static boolean hold(Statement statement, Question question) {
    for (Map.Entry<String, JsonValue> operator : statement.object("Condition").entrySet()) {
      for (Map.Entry<String, JsonValue> key : Document.members(operator.getValue()).entrySet()) {
        Operator named = Operator.named(operator.getKey());
        List<String> values = Document.texts(key.getValue());
        if (!holds(named, question.given(key.getKey()), values, statement, question)) {
          return false;
        }
      }
    }
    return true;
  }

  /** An operator's name, taken apart; what is compared in lower case. */
  private record Operator(String quantifier, String comparison, boolean negated, boolean ifExists) {
    static Operator named(String name) {
      String rest = name.toLowerCase(Locale.ROOT);
      String quantifier = "";
      for (String prefix : List.of("forallvalues:", "foranyvalue:")) {
        if (rest.startsWith(prefix)) {
          quantifier = prefix;
          rest = rest.substring(prefix.length());
        }
      }
      boolean ifExists = rest.endsWith("ifexists");
      if (ifExists) {
        rest = rest.substring(0, rest.length() - "ifexists".length());
      }
      // "Not" is in the middle, stringNOTlike, but for NOTipaddress, where it begins.
      boolean negated = rest.contains("not");
      return new Operator(quantifier, rest.replace("not", ""), negated, ifExists);
    }
  }

  private static boolean holds(
      Operator operator,
      Optional<Given> given,
      List<String> values,
      Statement statement,
      Question question) {
    // "a null data set": a key without values is a key that is not there.
    boolean missing = given.isEmpty() || given.get().values().isEmpty();
    if (operator.comparison().equals("null")) {
      return switch (operator.quantifier()) {
        case "forallvalues:" -> true;
        case "foranyvalue:" -> false;
        default -> values.stream().anyMatch(v -> v.equalsIgnoreCase(String.valueOf(missing)));
      };
    }
    if (missing) {
      return switch (operator.quantifier()) {
        case "forallvalues:" -> true;
        case "foranyvalue:" -> operator.ifExists();
        default -> operator.ifExists() || operator.negated();
      };
    }
    if (values.isEmpty()) {
      // EMPTY_ARRAY_CONDITION_FORALLVALUES, _IFEXISTS: true "only if the key ... is missing".
      return false;
    }
    List<String> asked = given.get().values();
    // "or if the key values resolve to a null data set, such as an empty string"
    boolean nothing = asked.stream().allMatch(String::isEmpty);
    return switch (operator.quantifier()) {
      case "forallvalues:" ->
          nothing
              || asked.stream()
                  .allMatch(one -> satisfies(operator, one, values, statement, question));
      case "foranyvalue:" ->
          asked.stream().anyMatch(one -> satisfies(operator, one, values, statement, question));
      default ->
          !given.get().many() && satisfies(operator, asked.get(0), values, statement, question);
    };
  }

  /**
   * One value of the request against all of the policy's: it is one of them, or, where the operator
   * is negated, none of them.
   */
  private static boolean satisfies(
      Operator operator, String one, List<String> values, Statement statement, Question question) {
    if (operator.negated() && !Values.comparable(operator.comparison(), one)) {
      // What is no address or ARN differs from nothing; but nobody gets around a Deny with it.
      return statement.denies();
    }
    boolean any =
        values.stream()
            .anyMatch(value ->
                Values.compare(
                    operator.comparison(),
                    one,
                    value,
                    text -> Token.of(text, statement.variables(), question)));
    return any != operator.negated();
  }
}
