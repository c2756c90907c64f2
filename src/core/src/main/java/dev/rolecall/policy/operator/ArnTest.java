package dev.rolecall.policy.operator;

import dev.rolecall.policy.pattern.ArnPattern;
import dev.rolecall.policy.pattern.PatternException;
import dev.rolecall.policy.pattern.Syntax;
import dev.rolecall.policy.pattern.Variables;
import java.util.EnumSet;
import java.util.Set;

/** {@code ArnEquals} and {@code ArnLike}, which are the same. */
record ArnTest(String text, ArnPattern pattern) implements ValueTest {
  private static final String ANY = "arn:*:*:*:*:*";

  static ValueTest parse(String value, Set<Syntax> variables) throws PatternException {
    EnumSet<Syntax> syntax = EnumSet.of(Syntax.WILDCARDS);
    syntax.addAll(variables);
    return new ArnTest(value, ArnPattern.parse(value.equals("*") ? ANY : value, syntax));
  }

  @Override
  public Outcome compare(String value, Variables variables) {
    return switch (pattern.compare(value, variables)) {
      case FITS -> Outcome.MATCH;
      case DIFFERS -> Outcome.NO_MATCH;
      case NO_ARN -> Outcome.INCOMPARABLE;
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
