package dev.rolecall.policy.lint.text;

import dev.rolecall.policy.operator.Comparison;
import dev.rolecall.policy.operator.Operator;
import dev.rolecall.policy.operator.Operator.Quantifier;
import java.util.List;
import java.util.Locale;

/** One key of a {@code Condition} block, under an operator that exists. */
public record ConditionText(Element element, Operator operator, String key, List<Entry> values) {
  public ConditionText {
    values = List.copyOf(values);
  }

  static List<ConditionText> of(Element block) {
    return block.members().stream()
        .flatMap(keys ->
            Operator.named(keys.name()).stream()
                .flatMap(operator ->
                    keys.members().stream()
                        .map(key -> new ConditionText(key, operator, key.name(), Entry.of(key)))))
        .toList();
  }

  public Comparison comparison() {
    return operator.comparison();
  }

  /** Whether the operator is one of a family, {@code String}, {@code Numeric}. */
  public boolean isOf(String family) {
    String word = comparison().word();
    return word.startsWith(family) || word.startsWith("Not" + family);
  }

  public boolean isQuantified() {
    return operator.quantifier() != Quantifier.SINGLE;
  }

  public boolean isOn(String conditionKey) {
    return key.equalsIgnoreCase(conditionKey);
  }

  /** The key as it is compared. */
  public String lowerKey() {
    return key.toLowerCase(Locale.ROOT);
  }

  /**
   * Whether only a request that has the key, with a value of these, satisfies it: neither negated,
   * nor with {@code IfExists} or {@code ForAllValues}, nor {@code Null}.
   */
  public boolean demands() {
    return !comparison().negated()
        && comparison() != Comparison.NULL
        && !operator.ifExists()
        && operator.quantifier() != Quantifier.FOR_ALL_VALUES;
  }
}
