package dev.rolecall.bench.engine;

import dev.rolecall.bench.workload.Key;
import dev.rolecall.bench.workload.Rule;
import dev.rolecall.bench.workload.Rule.Test;
import dev.rolecall.bench.workload.RuleSet;
import dev.rolecall.policy.Statement.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes rules as Cedar has them. What a layer does not allow, a {@code forbid} takes away; actions
 * are in groups that are called like IAM's patterns.
 */
final class CedarText {
  private CedarText() {}

  static String policies(RuleSet rules) {
    List<String> policies = new ArrayList<>();
    rules.identity().forEach(rule -> policies.add(policy(rule, "principal")));
    for (Rule rule : rules.resource()) {
      boolean grants = rule.effect() == Effect.ALLOW;
      policies.add(policy(rule, grants ? "principal in Role::\"app\"" : "principal"));
    }
    addLimit(policies, rules.boundary());
    addLimit(policies, rules.session());
    rules.scps().forEach(level -> addLimit(policies, level));
    return String.join("\n", policies);
  }

  /** The resource's attribute that holds what stands where a pattern has the variable. */
  static String folder(int depth) {
    return "folder" + depth;
  }

  /** A layer that can deny, and must allow, but grants nothing. */
  private static void addLimit(List<String> policies, List<Rule> rules) {
    rules.stream()
        .filter(rule -> rule.effect() == Effect.DENY)
        .forEach(rule -> policies.add(policy(rule, "principal")));
    policies.add(
        rules.stream()
            .filter(rule -> rule.effect() == Effect.ALLOW)
            .map(rule -> "(" + conjunction(rule) + ")")
            .collect(
                Collectors.joining(
                    " || ", "forbid(principal, action, resource) unless { ", " };")));
  }

  private static String policy(Rule rule, String principal) {
    String effect = rule.effect() == Effect.ALLOW ? "permit" : "forbid";
    return switch (rule.actions()) {
      case Rule.Actions.AnyOf any ->
          "%s(%s, %s, resource) when { %s };"
              .formatted(effect, principal, actions(any), conjunction(withoutActions(rule)));
      case Rule.Actions.AllBut all ->
          "%s(%s, action, resource) when { %s };".formatted(effect, principal, conjunction(rule));
    };
  }

  private static Rule withoutActions(Rule rule) {
    return new Rule(rule.effect(), Rule.Actions.of("*"), rule.resource(), rule.tests());
  }

  private static String conjunction(Rule rule) {
    List<String> terms = new ArrayList<>();
    switch (rule.actions()) {
      case Rule.Actions.AnyOf any when any.patterns().contains("*") -> {}
      case Rule.Actions.AnyOf any -> terms.add(actions(any));
      case Rule.Actions.AllBut all -> terms.add("!(" + actions(all) + ")");
    }
    if (!rule.resource().equals("*")) {
      terms.add("resource.arn like " + quoted(rule.resource().replace(Rule.VARIABLE, "*")));
    }
    int variable = rule.resource().indexOf(Rule.VARIABLE);
    if (variable >= 0) {
      int depth =
          (int) rule.resource().substring(0, variable).chars().filter(c -> c == '/').count();
      terms.add("resource." + folder(depth) + " == " + Key.TEAM.cedar());
    }
    rule.tests().forEach(test -> terms.add(term(test)));
    return String.join(" && ", terms);
  }

  private static String actions(Rule.Actions actions) {
    return actions.patterns().contains("*")
        ? "action"
        : actions.patterns().stream()
            .map(pattern -> "Action::" + quoted(pattern))
            .collect(Collectors.joining(", ", "action in [", "]"));
  }

  private static String term(Test test) {
    String value = test.key().cedar();
    return switch (test) {
      case Test.OneOf oneOf -> oneOf(value, oneOf.values());
      case Test.NoneOf noneOf -> "!(" + oneOf(value, noneOf.values()) + ")";
      case Test.Like like -> value + " like " + quoted(like.pattern());
      case Test.Unlike unlike -> "!(" + value + " like " + quoted(unlike.pattern()) + ")";
      case Test.Is is -> is.value() ? value : "!" + value;
      case Test.Within within -> value + ".isInRange(ip(" + quoted(within.range()) + "))";
      case Test.Below below -> String.format(Locale.ROOT, "%s < %d", value, below.bound());
    };
  }

  private static String oneOf(String value, List<String> values) {
    return values.size() == 1
        ? value + " == " + quoted(values.getFirst())
        : values.stream().map(CedarText::quoted).collect(Collectors.joining(", ", "[", "]"))
            + ".contains("
            + value
            + ")";
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
