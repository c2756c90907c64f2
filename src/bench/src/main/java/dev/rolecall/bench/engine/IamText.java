package dev.rolecall.bench.engine;

import dev.rolecall.bench.workload.Question;
import dev.rolecall.bench.workload.Rule;
import dev.rolecall.bench.workload.Rule.Test;
import dev.rolecall.bench.workload.RuleSet;
import dev.rolecall.policy.Statement.Effect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes rules and questions as IAM has them, in the format of the policy cases. */
final class IamText {
  private static final int STATEMENTS_A_POLICY = 12;

  private IamText() {}

  /** The members of a case that hold its policies. */
  static Map<String, Object> policies(RuleSet rules) {
    Map<String, Object> policies = new LinkedHashMap<>();
    policies.put("identityPolicies", identityPolicies(rules));
    policies.put("resourcePolicy", resourcePolicy(rules));
    policies.put("boundaries", List.of(document(rules.boundary())));
    policies.put("sessionPolicy", document(rules.session()));
    policies.put("scps", rules.scps().stream().map(level -> List.of(document(level))).toList());
    return policies;
  }

  /** The member {@code request} of a case. */
  static Map<String, Object> request(Question question) {
    Map<String, String> context = new LinkedHashMap<>();
    question.context().forEach((key, value) -> context.put(key.iam(), value));
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("principal", question.principal());
    request.put("action", question.action());
    request.put("resource", question.resource());
    request.put("resourceAccount", Question.ACCOUNT);
    request.put("context", context);
    return request;
  }

  /** A dozen statements each. */
  static List<Map<String, Object>> identityPolicies(RuleSet rules) {
    List<Map<String, Object>> documents = new ArrayList<>();
    List<Rule> identity = rules.identity();
    for (int first = 0; first < identity.size(); first += STATEMENTS_A_POLICY) {
      int end = Math.min(identity.size(), first + STATEMENTS_A_POLICY);
      documents.add(document(identity.subList(first, end)));
    }
    return documents;
  }

  /** Allows to the caller's role, denies to everyone. */
  static Map<String, Object> resourcePolicy(RuleSet rules) {
    List<Map<String, Object>> statements = new ArrayList<>();
    for (Rule rule : rules.resource()) {
      Map<String, Object> statement = statement(rule);
      statement.put(
          "Principal", rule.effect() == Effect.ALLOW ? Map.of("AWS", Question.ROLE) : "*");
      statements.add(statement);
    }
    return ofStatements(statements);
  }

  /** A policy that names no principal. */
  static Map<String, Object> document(List<Rule> rules) {
    return ofStatements(rules.stream().map(IamText::statement).toList());
  }

  private static Map<String, Object> ofStatements(List<Map<String, Object>> statements) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("Version", "2012-10-17");
    document.put("Statement", statements);
    return document;
  }

  private static Map<String, Object> statement(Rule rule) {
    Map<String, Map<String, Object>> conditions = new LinkedHashMap<>();
    for (Test test : rule.tests()) {
      conditions
          .computeIfAbsent(operator(test), operator -> new LinkedHashMap<>())
          .put(test.key().iam(), values(test));
    }
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("Effect", rule.effect() == Effect.ALLOW ? "Allow" : "Deny");
    statement.put(
        switch (rule.actions()) {
          case Rule.Actions.AnyOf any -> "Action";
          case Rule.Actions.AllBut all -> "NotAction";
        },
        rule.actions().patterns());
    statement.put("Resource", rule.resource());
    statement.put("Condition", conditions);
    return statement;
  }

  private static String operator(Test test) {
    return switch (test) {
      case Test.OneOf oneOf -> "StringEquals";
      case Test.NoneOf noneOf -> "StringNotEquals";
      case Test.Like like -> "StringLike";
      case Test.Unlike unlike -> "ArnNotLike";
      case Test.Is is -> "Bool";
      case Test.Within within -> "IpAddress";
      case Test.Below below -> "NumericLessThan";
    };
  }

  private static Object values(Test test) {
    return switch (test) {
      case Test.OneOf oneOf -> oneOf.values();
      case Test.NoneOf noneOf -> noneOf.values();
      case Test.Like like -> like.pattern();
      case Test.Unlike unlike -> unlike.pattern();
      case Test.Is is -> Boolean.toString(is.value());
      case Test.Within within -> within.range();
      case Test.Below below -> Long.toString(below.bound());
    };
  }
}
