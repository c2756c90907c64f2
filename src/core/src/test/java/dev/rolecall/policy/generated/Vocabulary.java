package dev.rolecall.policy.generated;

import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.Arn;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.policy.Caller;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The few names that everything is made of: with many, nothing would ever match. */
final class Vocabulary {
  static final List<String> ACCOUNTS = List.of("111111111111", "222222222222");

  static final List<String> ACTIONS =
      List.of(
          "s3:GetObject",
          "s3:GetObjectAcl",
          "s3:PutObject",
          "s3:ListBucket",
          "sqs:SendMessage",
          "kms:Decrypt",
          "logs:GetLogEvents",
          "dynamodb:GetItem");

  static final List<String> TRUST_ACTIONS =
      List.of("sts:AssumeRole", "sts:AssumeRoleWithWebIdentity", "sts:TagSession");

  static final List<String> RESOURCES =
      List.of(
          "arn:aws:s3:::b",
          "arn:aws:s3:::b/k",
          "arn:aws:s3:::b/bob/k",
          "arn:aws:s3:::b/eng/x:y",
          "arn:aws:s3:::b/*",
          "arn:aws-cn:s3:::b/k",
          "arn:aws:sqs:us-east-1:111111111111:bob-queue",
          "arn:aws:sqs:eu-west-1:222222222222:q",
          "arn:aws:kms:us-east-1:111111111111:key/1",
          "arn:aws:kms:us-east-1:222222222222:key/bob",
          "arn:aws:kms:us-east-1:111111111111:alias/eng",
          "arn:aws:logs:us-east-1:111111111111:log-group:bob:log-stream:1");

  static final List<String> ROLES =
      List.of("arn:aws:iam::111111111111:role/app", "arn:aws:iam::222222222222:role/team/dev");

  static final List<String> PROVIDERS =
      List.of("arn:aws:iam::111111111111:oidc-provider/idp.example.com", "www.amazon.com");

  static final List<String> SERVICES = List.of("pods.eks.amazonaws.com", "sqs.amazonaws.com");

  /** Everybody who asks. */
  static final List<Caller> CALLERS =
      List.of(
          user("111111111111", "bob"),
          user("111111111111", "eve"),
          user("222222222222", "bob"),
          session("arn:aws:iam::111111111111:role/app", "aws", "s1"),
          session("arn:aws:iam::111111111111:role/app", "aws", "s2"),
          session("arn:aws:iam::222222222222:role/team/dev", "aws", "s1"),
          session("arn:aws:iam::111111111111:role/app", "aws-cn", "s1"),
          federated("111111111111", "bob", null),
          federated("222222222222", "fed", "arn:aws:iam::222222222222:user/bob"),
          new Caller.Role(RoleArn.parse("arn:aws:iam::111111111111:role/app").orElseThrow()),
          new Caller.Root(new AccountId("111111111111")),
          new Caller.Root(new AccountId("222222222222")),
          new Caller.WebIdentity(PROVIDERS.get(0)),
          new Caller.WebIdentity(PROVIDERS.get(1)),
          new Caller.Service(SERVICES.get(0)),
          new Caller.Service(SERVICES.get(1)),
          new Caller.Anonymous());

  /** The unique ids that {@code aws:userid} may tell, by the caller's ARN. */
  static final Map<String, String> USER_IDS =
      Map.of(
          "arn:aws:iam::111111111111:user/bob", "AIDABOBBOBBOBBOB1",
          "arn:aws:iam::222222222222:user/bob", "AIDABOBBOBBOBBOB2",
          "arn:aws:iam::111111111111:role/app", "AROAAPPAPPAPPAPP1",
          "arn:aws:sts::111111111111:assumed-role/app/s1", "AROAAPPAPPAPPAPP1:s1",
          "arn:aws:sts::111111111111:assumed-role/app/s2", "AROAAPPAPPAPPAPP1:s2",
          "arn:aws:sts::222222222222:assumed-role/dev/s1", "AROADEVDEVDEVDEV1:s1");

  /** What stands under {@code AWS} in a Principal. */
  static final List<String> PRINCIPALS =
      List.of(
          "*",
          "111111111111",
          "222222222222",
          "arn:aws:iam::111111111111:root",
          "arn:aws:iam::222222222222:root",
          "arn:aws:iam::111111111111:user/bob",
          "arn:aws:iam::222222222222:user/bob",
          "arn:aws:iam::111111111111:user/eve",
          "arn:aws:iam::111111111111:role/app",
          "arn:aws:iam::222222222222:role/team/dev",
          "arn:aws:iam::222222222222:role/dev",
          "arn:aws-cn:iam::111111111111:role/app",
          "arn:aws:sts::111111111111:assumed-role/app/s1",
          "arn:aws:sts::111111111111:assumed-role/app/s2",
          "arn:aws:sts::222222222222:assumed-role/dev/s1",
          "arn:aws:sts::111111111111:federated-user/bob",
          "arn:aws:sts::222222222222:federated-user/fed",
          "AIDABOBBOBBOBBOB1",
          "AROAAPPAPPAPPAPP1",
          "AROADEVDEVDEVDEV1");

  private Vocabulary() {}

  private static Caller user(String account, String name) {
    return new Caller.User(
        new AccountId(account), new Arn("aws", "iam", "", account, "user/" + name));
  }

  private static Caller federated(String account, String name, @Nullable String user) {
    return new Caller.FederatedUser(
        new AccountId(account),
        new Arn("aws", "sts", "", account, "federated-user/" + name),
        user == null ? null : Arn.parse(user).orElseThrow());
  }

  private static Caller session(String role, String partition, String name) {
    RoleArn of = RoleArn.parse(role).orElseThrow();
    String resource = "assumed-role/" + of.name() + "/" + name;
    return new Caller.RoleSession(
        of, new Arn(partition, "sts", "", of.account().value(), resource));
  }
}
