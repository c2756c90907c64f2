package dev.rolecall.policy.reader;

import dev.rolecall.json.JsonValue;
import dev.rolecall.policy.Condition;
import dev.rolecall.policy.operator.Comparison;
import dev.rolecall.policy.operator.Operator;
import dev.rolecall.policy.operator.Operator.Quantifier;
import dev.rolecall.policy.operator.ValueTest;
import dev.rolecall.policy.pattern.PatternException;
import dev.rolecall.policy.pattern.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code Condition} blocks. */
final class ConditionReader {
  /**
   * A service or an identity provider's host and path, a colon, a name. Only one way to match: two
   * loops over the same characters would take a long key's square of time.
   */
  private static final Pattern KEY = Pattern.compile("[^\\s:$*?]++:[^${}]*[^\\s:/${}]");

  private static final Set<Class<?>> SCALARS =
      Set.of(JsonValue.JsonString.class, JsonValue.JsonNumber.class, JsonValue.JsonBoolean.class);

  private static final List<String> OPERATORS = Operator.names();

  private final Set<Syntax> variables;

  ConditionReader(Set<Syntax> variables) {
    this.variables = variables;
  }

  List<Condition> read(Map<String, Node> members) {
    List<Condition> conditions = new ArrayList<>();
    Node block = members.get("Condition");
    if (block != null) {
      block
          .membersIgnoringCase()
          .forEach((name, keys) -> conditions.addAll(ofOperator(name, keys)));
    }
    return conditions;
  }

  private List<Condition> ofOperator(String name, Node keys) {
    Optional<Operator> operator = operator(name, keys);
    List<Condition> conditions = new ArrayList<>();
    for (Map.Entry<String, Node> entry : keys.membersIgnoringCase().entrySet()) {
      checkKey(entry.getKey(), entry.getValue());
      operator.ifPresent(known -> conditions.add(condition(known, entry)));
    }
    return conditions;
  }

  private static Optional<Operator> operator(String name, Node node) {
    Optional<Operator> operator = Operator.named(name);
    if (operator.isEmpty()) {
      node.problem(
          "INVALID_CONDITION_OPERATOR",
          "There is no condition operator '" + name + "'.",
          name,
          OPERATORS);
    } else if (operator.get().comparison() == Comparison.NULL && operator.get().ifExists()) {
      node.problem(
          "NULL_WITH_IF_EXISTS",
          "'Null' itself asks whether a key exists; write \"Null\" without IfExists.");
    }
    return operator;
  }

  private static void checkKey(String key, Node node) {
    if (key.endsWith("/")) {
      node.problem(
          "MISSING_TAG_KEY_IN_CONDITION", "'" + key + "' needs a tag's key behind the slash.");
    } else if (!KEY.matcher(key).matches()) {
      node.problem(
          "INVALID_CONDITION_KEY_FORMAT",
          "'"
              + key
              + "' is not a condition key, such as aws:SourceIp or idp.example.com:sub; keys have"
              + " neither wildcards nor variables.");
    }
  }

  private Condition condition(Operator operator, Map.Entry<String, Node> entry) {
    Node list = entry.getValue();
    if (list.isEmptyArray() && operator.quantifier() == Quantifier.SINGLE && !operator.ifExists()) {
      list.problem(
          "EMPTY_ARRAY_CONDITION",
          "'" + entry.getKey() + "' has no values to compare with; give one or remove the key.");
    }
    List<Node> values = list.oneOrMany();
    checkValues(operator, list, values);
    List<ValueTest> tests = new ArrayList<>();
    for (Node node : values) {
      node.scalar().flatMap(text -> test(operator, node, text)).ifPresent(tests::add);
    }
    return new Condition(operator, entry.getKey(), tests);
  }

  private static void checkValues(Operator operator, Node list, List<Node> values) {
    if (operator.comparison() == Comparison.BOOL && values.size() > 1) {
      list.problem(
          "INVALID_CONDITION_MULTIPLE_BOOLEAN",
          "'"
              + list.name()
              + "' is compared with several booleans, so that it may be either; give"
              + " one.");
    }
    if (values.stream()
            .map(node -> node.value().getClass())
            .filter(SCALARS::contains)
            .distinct()
            .count()
        > 1) {
      list.problem(
          "INVALID_CONDITION_DATA_TYPE",
          "The values of '"
              + list.name()
              + "' are of several JSON types; put all of them in"
              + " quotes.");
    }
  }

  private Optional<ValueTest> test(Operator operator, Node node, String text) {
    try {
      return Optional.of(operator.comparison().compile(text, variables));
    } catch (PatternException e) {
      node.problem(e.code(), e.explanation());
      return Optional.empty();
    }
  }
}
