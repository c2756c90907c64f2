package dev.rolecall.policy.generated;

import dev.rolecall.policy.generated.Keys.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Condition blocks, and values with variables. */
final class Conditions {
  private final Dice dice;
  private final boolean variables;

  /**
   * @param variables whether the document's version has variables; where it has none, they stand in
   *     its texts all the same
   */
  Conditions(Dice dice, boolean variables) {
    this.dice = dice;
    this.variables = variables;
  }

  /** Operators, each with its keys and their values. */
  Map<String, Object> block() {
    Map<String, Object> block = new LinkedHashMap<>();
    for (Kind kind : dice.some(dice.percent(95) ? 1 : 0, 3, () -> dice.of(Keys.KINDS))) {
      String operator = operator(kind);
      if (block.keySet().stream().noneMatch(operator::equalsIgnoreCase)) {
        block.put(operator, keys(kind, operator));
      }
    }
    return block;
  }

  private String operator(Kind kind) {
    String quantifier = dice.of(List.of("", "", "", "ForAllValues:", "ForAnyValue:"));
    String name = quantifier + dice.of(kind.operators());
    return dice.percent(30) && kind != Keys.NULL ? name + "IfExists" : name;
  }

  private Map<String, Object> keys(Kind kind, String operator) {
    Map<String, Object> keys = new LinkedHashMap<>();
    for (String key : dice.some(dice.percent(97) ? 1 : 0, 2, () -> key(kind))) {
      String spelt = dice.percent(30) ? dice.respelt(key) : key;
      if (keys.keySet().stream().noneMatch(spelt::equalsIgnoreCase)) {
        keys.put(spelt, values(kind, operator));
      }
    }
    return keys;
  }

  private String key(Kind kind) {
    return dice.of(dice.percent(90) ? kind.keys() : Keys.all());
  }

  /** An empty list is something only where a key's absence is. */
  private Object values(Kind kind, String operator) {
    boolean mayBeEmpty = operator.contains(":") || operator.endsWith("IfExists");
    int least = mayBeEmpty && dice.percent(5) ? 0 : 1;
    // A key cannot be compared with several booleans.
    int most = kind == Keys.BOOL ? 1 : 3;
    if ((kind == Keys.BOOL || kind == Keys.NULL) && dice.percent(50)) {
      List<String> written = dice.some(least, most, () -> dice.of(kind.written()));
      return dice.oneOrMany(written.stream().map(Boolean::valueOf).toList());
    }
    return dice.oneOrMany(dice.some(least, most, () -> value(kind, operator)));
  }

  private String value(Kind kind, String operator) {
    String value = dice.of(kind.written());
    if (kind == Keys.BOOL || kind == Keys.NULL) {
      return dice.respelt(value);
    }
    if (!kind.patterns()) {
      return value;
    }
    boolean wild = operator.toLowerCase(Locale.ROOT).contains("like") || kind == Keys.ARN;
    if (kind == Keys.ARN) {
      return arn(value);
    }
    String pattern = wild || dice.percent(10) ? dice.pattern(value) : value;
    return dice.percent(25) ? withVariable(pattern) : pattern;
  }

  private String arn(String value) {
    if (dice.percent(5)) {
      return "*";
    }
    String[] parts = value.split(":", 6);
    int part = 1 + dice.below(5);
    parts[part] = parts[part].isEmpty() ? "*" : dice.pattern(parts[part]);
    if (dice.percent(20)) {
      parts[5] = withVariable(parts[5]);
    }
    return String.join(":", parts);
  }

  /** The text with a variable or an escape in place of a name, or at a place where none was. */
  String withVariable(String text) {
    String variable = variable();
    for (String name : List.of("bob", "eng", "key", "*", "?")) {
      if (text.contains(name) && dice.percent(70)) {
        return text.replaceFirst(
            java.util.regex.Pattern.quote(name),
            java.util.regex.Matcher.quoteReplacement(variable));
      }
    }
    int at = dice.below(text.length() + 1);
    return variables ? text.substring(0, at) + variable + text.substring(at) : text + variable;
  }

  private String variable() {
    return switch (dice.below(8)) {
      case 0 -> "${*}";
      case 1 -> dice.of(List.of("${$}", "${?}"));
      case 2, 3 ->
          "${" + dice.of(Keys.VARIABLES) + ", '" + dice.of(List.of("bob", "eng", "*")) + "'}";
      default -> "${" + dice.of(Keys.VARIABLES) + "}";
    };
  }
}
