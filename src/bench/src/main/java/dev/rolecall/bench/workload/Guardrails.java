package dev.rolecall.bench.workload;

import dev.rolecall.bench.workload.Rule.Actions;
import dev.rolecall.bench.workload.Rule.Test;
import java.util.List;
import java.util.Set;

/** The policies around the identity policies: the same for every size and shape. */
final class Guardrails {
  static final List<String> REGIONS = List.of("eu-central-1", "eu-west-1", "us-east-1");

  /** What the levels below leave out, for a question that each is silent about. */
  static final String SCP_LEAVES_OUT = "s3:PutBucketPolicy";

  static final String BOUNDARY_LEAVES_OUT = "ssm:PutParameter";
  static final String SESSION_LEAVES_OUT = "sqs:DeleteMessage";

  static final Set<String> LEFT_OUT =
      Set.of(SCP_LEAVES_OUT, BOUNDARY_LEAVES_OUT, SESSION_LEAVES_OUT);

  private static final Test SECURE = new Test.Is(Key.SECURE_TRANSPORT, true);
  private static final Test INSECURE = new Test.Is(Key.SECURE_TRANSPORT, false);
  private static final Test ACTIVE = new Test.NoneOf(Key.STATUS, List.of("left", "suspended"));
  private static final Test NO_ADMINISTRATOR =
      new Test.Unlike(Key.PRINCIPAL_ARN, "arn:aws:iam::*:role/admin-*");

  private Guardrails() {}

  static RuleSet around(List<Rule> identity) {
    return new RuleSet(identity, boundary(), session(), scps(), resource());
  }

  private static List<List<Rule>> scps() {
    return List.of(
        List.of(
            Rule.allow(Actions.of("*"), "*", ACTIVE, NO_ADMINISTRATOR),
            Rule.deny(
                Actions.allBut("iam:*", "sts:*", "organizations:*", "support:*"),
                "*",
                new Test.NoneOf(Key.REGION, REGIONS),
                NO_ADMINISTRATOR)),
        List.of(
            Rule.allow(
                Actions.allBut("organizations:*", "account:*", SCP_LEAVES_OUT),
                "*",
                ACTIVE,
                NO_ADMINISTRATOR),
            Rule.deny(
                Actions.of("ec2:Delete*", "ec2:Purchase*", "s3:DeleteBucket*"),
                "*",
                new Test.NoneOf(Key.ENVIRONMENT, List.of("sandbox")),
                NO_ADMINISTRATOR)),
        List.of(
            Rule.allow(Actions.of("*"), "*", ACTIVE, NO_ADMINISTRATOR),
            Rule.deny(
                Actions.of("logs:Delete*", "cloudtrail:StopLogging", "cloudtrail:Delete*"),
                "*",
                ACTIVE,
                NO_ADMINISTRATOR)));
  }

  private static List<Rule> boundary() {
    return List.of(
        Rule.allow(
            Actions.of("s3:*", "dynamodb:*", "sqs:*", "sns:*", "lambda:*", "logs:*"),
            "*",
            ACTIVE,
            SECURE),
        Rule.allow(
            Actions.of("secretsmanager:*", "ecr:*", "states:*", "ec2:*", "rds:*", "cloudwatch:*"),
            "*",
            ACTIVE,
            SECURE),
        Rule.allow(Actions.of("ssm:Get*", "ssm:Describe*"), "*", ACTIVE, SECURE),
        Rule.deny(
            Actions.of("iam:*", "sts:AssumeRole"),
            "*",
            new Test.NoneOf(Key.TEAM, List.of("platform")),
            NO_ADMINISTRATOR));
  }

  private static List<Rule> session() {
    return List.of(
        Rule.allow(Actions.allBut(SESSION_LEAVES_OUT, "sqs:PurgeQueue"), "*", ACTIVE, SECURE));
  }

  private static List<Rule> resource() {
    return List.of(
        Rule.allow(
            Actions.of("s3:GetObject", "s3:GetObjectVersion"),
            Question.SHARED_BUCKET,
            ACTIVE,
            SECURE),
        Rule.allow(
            Actions.of("s3:PutObject"),
            "arn:aws:s3:::shared-data/inbox/" + Rule.VARIABLE + "/*",
            ACTIVE,
            new Test.Within(Key.SOURCE_IP, "10.0.0.0/8")),
        Rule.deny(Actions.of("s3:*"), Question.SHARED_BUCKET, INSECURE, NO_ADMINISTRATOR),
        Rule.deny(
            Actions.of("s3:Delete*"),
            "arn:aws:s3:::shared-data/legal/*",
            new Test.NoneOf(Key.TEAM, List.of("legal")),
            NO_ADMINISTRATOR));
  }
}
