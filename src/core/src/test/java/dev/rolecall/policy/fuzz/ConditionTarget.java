package dev.rolecall.policy.fuzz;

import dev.rolecall.fuzzing.Inputs;
import dev.rolecall.policy.RequestContext;
import dev.rolecall.policy.operator.Comparison;
import dev.rolecall.policy.operator.Operator;
import dev.rolecall.policy.operator.Outcome;
import dev.rolecall.policy.operator.ValueTest;
import dev.rolecall.policy.pattern.PatternException;
import dev.rolecall.policy.pattern.Syntax;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Dates, numbers, addresses, ARNs and texts of policies and requests: first line an operator,
 * second the policy's value, then the request's.
 */
public final class ConditionTarget {
  private static final RequestContext VARIABLES =
      RequestContext.builder().put("aws:username", "bob").put("a:b", "*").build();

  private ConditionTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    List<String> lines = Inputs.lines(data, 3);
    Operator.named(lines.get(0)).ifPresent(ConditionTarget::spell);
    for (Comparison comparison : Comparison.values()) {
      for (Set<Syntax> syntax : List.of(Set.<Syntax>of(), Set.of(Syntax.VARIABLES))) {
        compare(comparison, syntax, lines.get(1), lines.get(2));
      }
    }
  }

  private static void spell(Operator operator) {
    if (!Operator.named(operator.toString()).equals(Optional.of(operator))) {
      throw new IllegalStateException(operator + " is not what it is called");
    }
  }

  private static void compare(Comparison comparison, Set<Syntax> syntax, String value, String one) {
    ValueTest test;
    try {
      test = comparison.compile(value, syntax);
    } catch (PatternException refused) {
      return;
    }
    Outcome outcome = test.compare(one, VARIABLES);
    if (test.compare(one, VARIABLES) != outcome) {
      throw new IllegalStateException(comparison + " is " + outcome + " once only");
    }
  }
}
