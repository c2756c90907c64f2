package dev.rolecall.bench.workload;

import dev.rolecall.bench.workload.Question.Kind;
import dev.rolecall.bench.workload.Rule.Test;
import dev.rolecall.policy.Statement.Effect;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Makes the questions for a set: of every kind as many as it is to have, in a random order that is
 * the same in every run.
 */
final class Questions {
  private static final int SESSIONS = 16;

  /** What a service's actions are mostly about, to complete the beginning of one. */
  private static final Map<String, String> NOUNS =
      Map.of(
          "dynamodb", "Item",
          "ec2", "Instances",
          "lambda", "Function",
          "logs", "LogStream",
          "secretsmanager", "Secret",
          "sqs", "Message",
          "ssm", "Parameter",
          "states", "StateMachine");

  private final List<Rule> rules;
  private final Random random = new Random(20_260_301);

  private Questions(List<Rule> rules) {
    this.rules = rules;
  }

  /** Questions of all kinds that the set can have. */
  static List<Question> about(Shape shape, RuleSet rules, int count) {
    Questions questions = new Questions(rules.identity());
    List<Question> all = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      int wanted = Math.ceilDiv(count * kind.share(), 100);
      for (int i = 0; i < wanted && shape.has(kind); i++) {
        all.add(questions.question(kind));
      }
    }
    while (all.size() < count) {
      all.add(questions.question(Kind.IDENTITY_ALLOWS));
    }
    Collections.shuffle(all, questions.random);
    return List.copyOf(all.subList(0, count));
  }

  private Question question(Kind kind) {
    return switch (kind) {
      case IDENTITY_ALLOWS -> granted(kind, action -> !Guardrails.LEFT_OUT.contains(action));
      case RESOURCE_ALLOWS -> ofSharedBucket(kind, "s3:GetObject", Map.of());
      case NOTHING_FITS -> nothingFits();
      case CONDITION_FAILS -> conditionFails();
      case IDENTITY_DENIES -> fitting(kind, rule(Effect.DENY));
      case SCP_DENIES -> elsewhere();
      case SCP_IS_SILENT -> ofSharedBucket(kind, Guardrails.SCP_LEAVES_OUT, Map.of());
      case BOUNDARY_IS_SILENT -> granted(kind, Guardrails.BOUNDARY_LEAVES_OUT::equals);
      case SESSION_IS_SILENT -> granted(kind, Guardrails.SESSION_LEAVES_OUT::equals);
      case RESOURCE_DENIES ->
          ofSharedBucket(kind, "s3:GetObject", Map.of(Key.SECURE_TRANSPORT, "false"));
    };
  }

  private Question nothingFits() {
    Question fitting = fitting(Kind.NOTHING_FITS, rule(Effect.ALLOW));
    while (fitting.resource().equals(other(fitting.resource()))) {
      fitting = fitting(Kind.NOTHING_FITS, rule(Effect.ALLOW));
    }
    String other = other(fitting.resource());
    return new Question(
        fitting.kind(), fitting.session(), fitting.action(), other, fitting.context());
  }

  /** A resource of the same kind that the set does not know. */
  private static String other(String resource) {
    return resource.replaceAll("(?<=app-?|bucket-|report-)[0-9]{5}|abac|shared", "99999");
  }

  private Question conditionFails() {
    Rule rule = rule(Effect.ALLOW);
    Test test = rule.tests().getFirst();
    String wrong = test.key() == Key.SOURCE_IP ? "192.0.2.7" : "7000000";
    return question(Kind.CONDITION_FAILS, rule, Map.of(test.key(), wrong));
  }

  private Question elsewhere() {
    return question(Kind.SCP_DENIES, rule(Effect.ALLOW), Map.of(Key.REGION, "ap-southeast-2"));
  }

  /** A question that the identity policies allow. */
  private Question granted(Kind kind, Predicate<String> action) {
    while (true) {
      Question question = fitting(kind, rule(Effect.ALLOW));
      if (action.test(question.action())) {
        return question;
      }
    }
  }

  private Question ofSharedBucket(Kind kind, String action, Map<Key, String> changes) {
    Rule rule = Rule.allow(Rule.Actions.of(action), Question.SHARED_BUCKET);
    return question(kind, rule, changes);
  }

  private Rule rule(Effect effect) {
    while (true) {
      Rule rule = rules.get(random.nextInt(rules.size()));
      if (rule.effect() == effect) {
        return rule;
      }
    }
  }

  /** A question that meets all of a rule. */
  private Question fitting(Kind kind, Rule rule) {
    return question(kind, rule, Map.of());
  }

  private Question question(Kind kind, Rule rule, Map<Key, String> changes) {
    Map<Key, String> context = context();
    rule.tests().forEach(test -> context.put(test.key(), fitting(test)));
    context.putAll(changes);
    List<String> patterns = rule.actions().patterns();
    return new Question(
        kind,
        "session-" + random.nextInt(SESSIONS),
        action(patterns.get(random.nextInt(patterns.size()))),
        resource(rule.resource(), context),
        context);
  }

  private Map<Key, String> context() {
    Map<Key, String> context = new EnumMap<>(Key.class);
    context.put(Key.TEAM, "team-%05d".formatted(random.nextInt(20)));
    context.put(Key.COST_CENTER, "cc-" + (1000 + random.nextInt(1000)));
    context.put(Key.STATUS, "active");
    context.put(Key.ENVIRONMENT, random.nextBoolean() ? "production" : "staging");
    context.put(Key.PRINCIPAL_ARN, Question.ROLE);
    context.put(Key.REGION, random.nextBoolean() ? "eu-central-1" : "eu-west-1");
    context.put(Key.SOURCE_IP, "10.%d.%d.7".formatted(random.nextInt(256), random.nextInt(256)));
    context.put(Key.SECURE_TRANSPORT, "true");
    context.put(Key.MAX_KEYS, Integer.toString(random.nextInt(1000)));
    return context;
  }

  private String fitting(Test test) {
    return switch (test) {
      case Test.OneOf oneOf -> oneOf.values().get(random.nextInt(oneOf.values().size()));
      case Test.Like like -> like.pattern().replace("*", Integer.toString(random.nextInt(1000)));
      case Test.Is is -> Boolean.toString(is.value());
      case Test.Within within -> "10.1." + random.nextInt(256) + ".9";
      case Test.Below below -> Long.toString(random.nextLong(below.bound()));
      case Test.NoneOf noneOf -> throw new IllegalArgumentException("no rule asks " + noneOf);
      case Test.Unlike unlike -> throw new IllegalArgumentException("no rule asks " + unlike);
    };
  }

  private static String action(String pattern) {
    String service = pattern.substring(0, pattern.indexOf(':'));
    String noun = NOUNS.getOrDefault(service, "Object");
    return pattern.replace(":*", ":Delete*").replace("*", noun);
  }

  private String resource(String pattern, Map<Key, String> context) {
    if (pattern.equals("*")) {
      return pattern;
    }
    String number = Integer.toString(random.nextInt(100_000));
    return pattern
        .replace(Rule.VARIABLE, context.get(Key.TEAM))
        .replace("eu-*-1:", context.get(Key.REGION) + ":")
        .replace(":*:111", ":" + context.get(Key.REGION) + ":111")
        .replace("/*", "/2026/03/part-" + number + ".parquet")
        .replace("*", "x" + number);
  }
}
