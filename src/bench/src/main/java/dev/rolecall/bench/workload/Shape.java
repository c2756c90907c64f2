package dev.rolecall.bench.workload;

import dev.rolecall.bench.workload.Question.Kind;
import dev.rolecall.bench.workload.Rule.Actions;
import dev.rolecall.bench.workload.Rule.Test;
import dev.rolecall.policy.Statement.Effect;
import java.util.List;
import java.util.stream.IntStream;

/** What the identity policies of a set are like. Each statement has two conditions. */
public enum Shape {
  /** As accounts have them: a dozen services, exact actions and beginnings, some Deny. */
  REALISTIC {
    @Override
    Rule rule(int index) {
      if (index % 50 == 49) {
        return listing(index);
      }
      return index % 10 == 7 ? denial(index + 1) : permission(index);
    }
  },
  /** One action, and every statement another bucket. */
  SAME_ACTION {
    @Override
    Rule rule(int index) {
      return ofTeam("s3:GetObject", "arn:aws:s3:::bucket-%05d/*".formatted(index), index);
    }
  },
  /** One bucket, and every statement another action. */
  SAME_RESOURCE {
    @Override
    Rule rule(int index) {
      return ofTeam("s3:Get%05d*".formatted(index), "arn:aws:s3:::shared-data/*", index);
    }
  },
  /** One action, and resources that differ at their end only. */
  SUFFIX_ONLY {
    @Override
    Rule rule(int index) {
      return ofTeam("s3:GetObject", "arn:aws:s3:::*/report-%05d.csv".formatted(index), index);
    }
  },
  /** One action, and resources that differ in the middle only. */
  INFIX_ONLY {
    @Override
    Rule rule(int index) {
      return ofTeam("s3:GetObject", "arn:aws:s3:::*-app%05d-*".formatted(index), index);
    }
  },
  /** One action and one resource: statements differ in the tag that they ask for. */
  TAG_ONLY {
    @Override
    Rule rule(int index) {
      return Rule.allow(
          Actions.of("s3:GetObject"),
          "arn:aws:s3:::abac-data/*",
          new Test.OneOf(Key.TEAM, List.of("team-%05d".formatted(index))),
          SECURE);
    }
  };

  private static final int TEAMS = 20;
  private static final Test SECURE = new Test.Is(Key.SECURE_TRANSPORT, true);
  private static final List<String> LISTINGS =
      List.of(
          "ec2:Describe*",
          "rds:Describe*",
          "cloudwatch:Describe*",
          "s3:ListAllMyBuckets",
          "sqs:ListQueues");

  abstract Rule rule(int index);

  /** Whether its identity policies can give rise to such questions. */
  boolean has(Kind kind) {
    return this == REALISTIC
        || kind == Kind.IDENTITY_ALLOWS
        || kind == Kind.NOTHING_FITS
        || kind == Kind.CONDITION_FAILS;
  }

  RuleSet rules(int statements) {
    return Guardrails.around(IntStream.range(0, statements).mapToObj(this::rule).toList());
  }

  private static Template template(int index) {
    return Template.values()[index % Template.values().length];
  }

  private static String application(int index) {
    return "app-%05d".formatted(index / Template.values().length);
  }

  private static String team(int index) {
    return "team-%05d".formatted(index / Template.values().length % TEAMS);
  }

  private static Rule ofTeam(String action, String resource, int index) {
    return Rule.allow(Actions.of(action), resource, mayOnly(team(index)), SECURE);
  }

  private static Rule listing(int index) {
    String action = LISTINGS.get(index / 50 % LISTINGS.size());
    return Rule.allow(Actions.of(action), "*", mayOnly(team(index)), SECURE);
  }

  /** Has the resources of another statement of the set. */
  private static Rule denial(int index) {
    return Rule.deny(
        template(index).wholeService(),
        template(index).resource(application(index)),
        new Test.OneOf(Key.STATUS, List.of("probation", "visitor")),
        new Test.Like(Key.COST_CENTER, "cc-1*"));
  }

  private static Rule permission(int index) {
    return new Rule(
        Effect.ALLOW,
        template(index).actions(),
        template(index).resource(application(index)),
        tests(index));
  }

  private static List<Test> tests(int index) {
    Test team = mayOnly(team(index));
    return switch (index * 5 % 7) {
      case 0, 1, 2 -> List.of(team, SECURE);
      case 3 -> List.of(team, new Test.OneOf(Key.REGION, List.of("eu-central-1", "eu-west-1")));
      case 4 -> List.of(new Test.Like(Key.COST_CENTER, "cc-1*"), SECURE);
      case 5 -> List.of(new Test.Within(Key.SOURCE_IP, "10.0.0.0/8"), team);
      default ->
          List.of(
              new Test.Below(Key.MAX_KEYS, 1000),
              new Test.OneOf(Key.ENVIRONMENT, List.of("production", "staging")));
    };
  }

  private static Test mayOnly(String team) {
    return new Test.OneOf(Key.TEAM, List.of(team));
  }
}
