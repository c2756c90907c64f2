package dev.rolecall.policy;

import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.Arn;
import dev.rolecall.identity.RoleArn;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A whole decision allocates nothing, whoever asks and whatever comes of it. */
class DecisionAllocationTest {
  private static final AccountId ACCOUNT = new AccountId("111111111111");
  private static final RoleArn APP = new RoleArn(ACCOUNT, "/", "app");
  private static final String SECURE = "'Condition': {'Bool': {'aws:SecureTransport': 'true'}}";
  private static final String OLD =
      "'Condition': {'NumericLessThan': {'s3:TlsVersion': '1.2'},"
          + " 'NotIpAddress': {'aws:SourceIp': ['10.0.0.0/8', '2001:db8::/32']}}";

  private static final PolicySet SET =
      PolicySet.compile(policies()).and(PolicySet.compile(policies()));

  @BeforeAll
  static void needsAJvmThatCounts() {
    NoAllocationTest.needsAJvmThatCounts();
  }

  @ParameterizedTest
  @CsvSource({
    "user,      s3:GetObject,          arn:aws:s3:::bucket-7/k,                   true",
    "user,      s3:GetObject,          arn:aws:s3:::bucket-7007/k,                false",
    "user,      s3:DeleteObject,       arn:aws:s3:::bucket-7/k,                   false",
    "user,      s3:PutObject,          arn:aws:s3:::any/report-3.csv,             true",
    "user,      s3:GetObject,          arn:aws:s3:::home/bob/k,                   true",
    "user,      sqs:SendMessage,       arn:aws:sqs:eu-west-1:111111111111:tagged, true",
    "user,      sts:GetCallerIdentity, *,                                         true",
    "user,      ec2:DescribeInstances, *,                                         true",
    "user,      kms:Decrypt,           arn:aws:kms:eu-west-1:111111111111:key/k,  false",
    "user,      sts:AssumeRole,        arn:aws:iam::111111111111:role/x,          false",
    "role,      s3:GetObject,          arn:aws:s3:::bucket-7/k,                   true",
    "session,   s3:GetObject,          arn:aws:s3:::bucket-7/k,                   true",
    "federated, s3:GetObject,          arn:aws:s3:::bucket-7/k,                   true",
    "root,      s3:ListBucket,         arn:aws:s3:::bucket-7,                     true",
    "stranger,  s3:GetObject,          arn:aws:s3:::bucket-7/k,                   false",
    "service,   s3:GetObject,          arn:aws:s3:::shared/k,                     true",
    "provider,  s3:GetObject,          arn:aws:s3:::shared/k,                     false",
    "nobody,    s3:GetObject,          arn:aws:s3:::shared/k,                     false",
  })
  void allocatesNothing(String who, String action, String resource, boolean allowed) {
    AuthorizationRequest request =
        new AuthorizationRequest(caller(who), action, resource, ACCOUNT, context());

    NoAllocationTest.allocatesNothing(() -> SET.decide(request).allowed(), allowed);
  }

  /** Every kind of index is there: actions, resources from both ends, tags, principals. */
  private static Policies policies() {
    List<String> identity = new ArrayList<>();
    List<String> bucket = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      identity.add(allow("s3:Get*", "arn:aws:s3:::bucket-" + i + "/*") + ", " + SECURE);
      identity.add(allow("s3:Put*", "arn:aws:s3:::*/report-" + i + ".csv"));
      identity.add(
          allow("sqs:*", "arn:aws:sqs:*:*:tagged")
              + ", 'Condition': {'StringEquals': {'aws:PrincipalTag/team': 'team-"
              + i
              + "'}}");
      bucket.add(
          allow("s3:GetObject", "arn:aws:s3:::shared/*")
              + ", 'Principal': {'Service': 's"
              + i
              + ".amazonaws.com'}");
      bucket.add(
          deny("s3:GetObject", "arn:aws:s3:::private/*")
              + ", 'Principal': {'AWS': 'arn:aws:iam::111111111111:user/u"
              + i
              + "'}");
    }
    identity.add(allow("*", "arn:aws:s3:::home/${aws:username}/*"));
    identity.add(allow("ec2:Describe*", "*"));
    identity.add(deny("s3:Delete*", "*"));
    PolicyDocument limit = Documents.of(PolicyType.SESSION, allow("*", "*") + ", " + SECURE);
    PolicyDocument guard =
        Documents.of(PolicyType.SCP, allow("*", "*"), deny("*", "*") + ", " + OLD);
    return new Policies(
        List.of(Documents.large(PolicyType.IDENTITY, identity)),
        Documents.large(PolicyType.RESOURCE, bucket),
        List.of(Documents.of(PolicyType.PERMISSIONS_BOUNDARY, allow("*", "*"))),
        limit,
        List.of(List.of(guard), List.of(guard)),
        List.of());
  }

  private static String allow(String action, String resource) {
    return statement("Allow", action, resource);
  }

  private static String deny(String action, String resource) {
    return statement("Deny", action, resource);
  }

  private static String statement(String effect, String action, String resource) {
    return "'Effect': '%s', 'Action': '%s', 'Resource': '%s'".formatted(effect, action, resource);
  }

  private static RequestContext context() {
    return RequestContext.builder()
        .put("aws:username", "bob")
        .put("aws:PrincipalTag/team", "team-77")
        .put("aws:SecureTransport", "true")
        .put("aws:SourceIp", "2001:DB8::1")
        .put("s3:TlsVersion", "1.3")
        .putAll("aws:TagKeys", List.of("a", "b"))
        .build();
  }

  private static Caller caller(String who) {
    return switch (who) {
      case "user" -> new Caller.User(ACCOUNT, arn("iam", "user/bob"));
      case "role" -> new Caller.Role(APP);
      case "session" -> new Caller.RoleSession(APP, arn("sts", "assumed-role/app/s1"));
      case "federated" ->
          new Caller.FederatedUser(ACCOUNT, arn("sts", "federated-user/f"), arn("iam", "user/bob"));
      case "root" -> new Caller.Root(ACCOUNT);
      case "stranger" ->
          new Caller.User(
              new AccountId("222222222222"),
              Arn.parse("arn:aws:iam::222222222222:user/eve").orElseThrow());
      case "service" -> new Caller.Service("s77.amazonaws.com");
      case "provider" -> new Caller.WebIdentity("arn:aws:iam::111111111111:oidc-provider/idp");
      default -> new Caller.Anonymous();
    };
  }

  private static Arn arn(String service, String resource) {
    return new Arn("aws", service, "", ACCOUNT.value(), resource);
  }
}
