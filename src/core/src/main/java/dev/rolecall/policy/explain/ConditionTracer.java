package dev.rolecall.policy.explain;

import dev.rolecall.policy.Condition;
import dev.rolecall.policy.RequestContext;
import dev.rolecall.policy.Statement.Effect;
import dev.rolecall.policy.explain.ConditionTrace.Cause;
import dev.rolecall.policy.explain.missing.PolicyVariables;
import dev.rolecall.policy.operator.Comparison;
import dev.rolecall.policy.operator.Operator;
import dev.rolecall.policy.operator.Operator.Quantifier;
import dev.rolecall.policy.operator.Outcome;
import dev.rolecall.policy.operator.ValueTest;
import dev.rolecall.policy.pattern.PatternException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Tells why a condition holds or does not; whether it does, the condition says itself. */
final class ConditionTracer {
  private final RequestContext context;
  private final Condition condition;
  private final Operator operator;
  private final List<String> given;
  private final boolean holds;

  private ConditionTracer(RequestContext context, Condition condition, Effect effect) {
    this.context = context;
    this.condition = condition;
    this.operator = condition.operator();
    this.given = context.get(condition.key()).map(RequestContext.Entry::values).orElseGet(List::of);
    this.holds = condition.holds(context, effect == Effect.DENY);
  }

  static ConditionTrace trace(RequestContext context, Condition condition, Effect effect) {
    return new ConditionTracer(context, condition, effect).trace();
  }

  private ConditionTrace trace() {
    Optional<RequestContext.Entry> entry = context.get(condition.key());
    if (operator.comparison() == Comparison.NULL) {
      return forNull(entry);
    }
    if (given.isEmpty()) {
      return is(Cause.MISSING_KEY, absent() + (holds ? ", and then " + holdsWithout() : ""));
    }
    if (condition.values().isEmpty()) {
      return is(Cause.NO_POLICY_VALUES, "the policy lists no values, which no value can satisfy");
    }
    if (operator.quantifier() == Quantifier.SINGLE
        && entry.filter(RequestContext.Entry::multivalued).isPresent()) {
      return is(
          Cause.MULTIVALUED_KEY,
          "the request has a list of values, "
              + Words.quoted(given)
              + ", which only operators with ForAllValues or ForAnyValue compare");
    }
    return compared();
  }

  private ConditionTrace forNull(Optional<RequestContext.Entry> entry) {
    if (operator.quantifier() != Quantifier.SINGLE) {
      return is(Cause.CONSTANT, operator + (holds ? " always holds" : " never holds"));
    }
    return given.isEmpty()
        ? is(Cause.MISSING_KEY, absent())
        : is(Cause.PRESENT_KEY, "the request has it: " + Words.values(entry.orElseThrow()));
  }

  private ConditionTrace compared() {
    List<String> unresolved = unresolved();
    if (!unresolved.isEmpty() && values().noneMatch(this::matches)) {
      return is(
          Cause.UNRESOLVED_VARIABLE,
          "the request has "
              + Words.quoted(given)
              + ", but no value for "
              + Words.variables(unresolved)
              + " in the policy's value, which nothing equals then");
    }
    Optional<String> odd = values().filter(value -> !isOfType(value)).findFirst();
    if (odd.isPresent()) {
      return is(Cause.NOT_OF_TYPE, "the request has " + Words.quoted(given) + notOfType());
    }
    return is(Cause.VALUE, "the request has " + Words.quoted(given) + which());
  }

  private String which() {
    return switch (operator.quantifier()) {
      case SINGLE -> "";
      case FOR_ALL_VALUES ->
          holds
              ? ", which all fit"
              : ", of which "
                  + Words.quoted(values().filter(value -> !fits(value)).toList())
                  + " must not be";
      case FOR_ANY_VALUE ->
          holds
              ? ", of which "
                  + Words.quoted(values().filter(this::fits).limit(1).toList())
                  + " fits"
              : ", none of which fits";
    };
  }

  private String notOfType() {
    return " where the operator takes " + Words.type(operator.comparison());
  }

  private String absent() {
    return context.get(condition.key()).isPresent()
        ? "the request has no value of it"
        : "the request does not have this key";
  }

  private String holdsWithout() {
    if (operator.ifExists()) {
      return "IfExists holds";
    }
    return operator.quantifier() == Quantifier.FOR_ALL_VALUES
        ? "ForAllValues holds"
        : operator.comparison().word() + " holds";
  }

  private Stream<String> values() {
    return given.stream();
  }

  private boolean fits(String value) {
    return operator.comparison().negated() != matches(value);
  }

  private boolean matches(String value) {
    return condition.values().stream()
        .anyMatch(test -> test.compare(value, context) == Outcome.MATCH);
  }

  /** Whether some value of the policy could be compared with it. */
  private boolean isOfType(String value) {
    boolean comparable =
        condition.values().stream()
            .anyMatch(test -> test.compare(value, context) != Outcome.INCOMPARABLE);
    return comparable && parses(value);
  }

  private boolean parses(String value) {
    try {
      operator.comparison().compile(value, Set.of());
      return true;
    } catch (PatternException e) {
      return false;
    }
  }

  private List<String> unresolved() {
    return condition.values().stream()
        .filter(test -> !isLiteral(test))
        .flatMap(test -> PolicyVariables.unresolved(test.toString(), context).stream())
        .distinct()
        .toList();
  }

  /** In a policy without variables, a text is equal to itself whatever it looks like. */
  private boolean isLiteral(ValueTest test) {
    return test.compare(test.toString(), context) == Outcome.MATCH;
  }

  private ConditionTrace is(Cause cause, String why) {
    return new ConditionTrace(condition, context.get(condition.key()), holds, cause, why);
  }
}
