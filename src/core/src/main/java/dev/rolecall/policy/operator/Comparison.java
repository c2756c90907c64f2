package dev.rolecall.policy.operator;

import dev.rolecall.policy.pattern.PatternException;
import dev.rolecall.policy.pattern.Syntax;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What condition operators there are (IAM User Guide, "Condition operators"). */
public enum Comparison {
  STRING_EQUALS("StringEquals", false, StringTest::equal),
  STRING_NOT_EQUALS("StringNotEquals", true, StringTest::equal),
  STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", false, LowerCaseTest::parse),
  STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", true, LowerCaseTest::parse),
  STRING_LIKE("StringLike", false, StringTest::like),
  STRING_NOT_LIKE("StringNotLike", true, StringTest::like),
  NUMERIC_EQUALS("NumericEquals", false, numeric(Order.EQUAL)),
  NUMERIC_NOT_EQUALS("NumericNotEquals", true, numeric(Order.EQUAL)),
  NUMERIC_LESS_THAN("NumericLessThan", false, numeric(Order.LESS)),
  NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", false, numeric(Order.LESS_OR_EQUAL)),
  NUMERIC_GREATER_THAN("NumericGreaterThan", false, numeric(Order.GREATER)),
  NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", false, numeric(Order.GREATER_OR_EQUAL)),
  DATE_EQUALS("DateEquals", false, date(Order.EQUAL)),
  DATE_NOT_EQUALS("DateNotEquals", true, date(Order.EQUAL)),
  DATE_LESS_THAN("DateLessThan", false, date(Order.LESS)),
  DATE_LESS_THAN_EQUALS("DateLessThanEquals", false, date(Order.LESS_OR_EQUAL)),
  DATE_GREATER_THAN("DateGreaterThan", false, date(Order.GREATER)),
  DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", false, date(Order.GREATER_OR_EQUAL)),
  BOOL("Bool", false, BoolTest::parse),
  BINARY_EQUALS("BinaryEquals", false, withoutVariables(BinaryTest::parse)),
  IP_ADDRESS("IpAddress", false, withoutVariables(IpTest::parse)),
  NOT_IP_ADDRESS("NotIpAddress", true, withoutVariables(IpTest::parse)),
  ARN_EQUALS("ArnEquals", false, ArnTest::parse),
  ARN_LIKE("ArnLike", false, ArnTest::parse),
  ARN_NOT_EQUALS("ArnNotEquals", true, ArnTest::parse),
  ARN_NOT_LIKE("ArnNotLike", true, ArnTest::parse),
  /** Compares whether the key is missing, as {@code true} or {@code false}. */
  NULL("Null", false, withoutVariables(value -> BoolTest.parse(value, Set.of())));

  private final String word;
  private final boolean negated;
  private final Compiler compiler;

  Comparison(String word, boolean negated, Compiler compiler) {
    this.word = word;
    this.negated = negated;
    this.compiler = compiler;
  }

  /** Makes a test of a policy's value. */
  private interface Compiler {
    ValueTest compile(String value, Set<Syntax> variables) throws PatternException;
  }

  private interface PlainCompiler {
    ValueTest compile(String value) throws PatternException;
  }

  static Optional<Comparison> named(String word) {
    return Arrays.stream(values())
        .filter(comparison -> comparison.word.equalsIgnoreCase(word))
        .findFirst();
  }

  /** As policies write it. */
  public String word() {
    return word;
  }

  /** Whether a match of any value makes the condition false. */
  public boolean negated() {
    return negated;
  }

  /**
   * @param variables whether the policy's version has variables
   * @throws PatternException where the value is not of the operator's type
   */
  public ValueTest compile(String value, Set<Syntax> variables) throws PatternException {
    return compiler.compile(value, variables);
  }

  private static Compiler numeric(Order order) {
    return withoutVariables(value -> NumericTest.parse(value, order));
  }

  private static Compiler date(Order order) {
    return withoutVariables(value -> DateTest.parse(value, order));
  }

  private static Compiler withoutVariables(PlainCompiler compiler) {
    return (value, variables) -> {
      if (variables.contains(Syntax.VARIABLES) && value.contains("${")) {
        throw new PatternException(
            "INVALID_VARIABLE_FOR_OPERATOR",
            "'" + value + "' has a variable; only String, Arn and Bool operators take variables.");
      }
      return compiler.compile(value);
    };
  }
}
