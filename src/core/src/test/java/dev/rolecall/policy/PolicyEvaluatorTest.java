package dev.rolecall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.Arn;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.json.Position;
import dev.rolecall.policy.Decision.Layer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the written cases do not say: each row of the bypass table, layers, deciding statements. */
class PolicyEvaluatorTest {
  private static final AccountId ACCOUNT = new AccountId("111111111111");
  private static final AccountId OTHER = new AccountId("222222222222");
  private static final String GET = "'Action': 's3:GetObject', 'Resource': '*'";
  private static final String ALLOW = "'Effect': 'Allow', " + GET;
  private static final String DENY = "'Effect': 'Deny', " + GET;
  private static final String ALLOW_OTHER = "'Effect': 'Allow', 'Action': 'sqs:*', 'Resource': '*'";
  private static final Caller SESSION =
      new Caller.RoleSession(
          new RoleArn(ACCOUNT, "/team/", "app"),
          arn("arn:aws:sts::111111111111:assumed-role/app/s1"));
  private static final Caller USER =
      new Caller.User(ACCOUNT, arn("arn:aws:iam::111111111111:user/bob"));
  private static final Caller FEDERATED =
      new Caller.FederatedUser(ACCOUNT, arn("arn:aws:sts::111111111111:federated-user/bob"));
  private static final Caller FEDERATED_BOB =
      new Caller.FederatedUser(
          ACCOUNT,
          arn("arn:aws:sts::111111111111:federated-user/fed"),
          arn("arn:aws:iam::111111111111:user/bob"));
  private static final Caller ROLE = new Caller.Role(new RoleArn(ACCOUNT, "/team/", "app"));
  private static final String IDP = "arn:aws:iam::111111111111:oidc-provider/idp.example.com";

  /** Which silent layers stop a grant of the resource's policy, within an account. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "session   | 111111111111                                     | IDENTITY BOUNDARY SESSION",
        "session   | arn:aws:iam::111111111111:root                   | IDENTITY BOUNDARY SESSION",
        "session   | arn:aws:iam::111111111111:role/team/app          | BOUNDARY SESSION",
        "session   | AROAAPPLICATIONROLE01                            | BOUNDARY SESSION",
        "session   | arn:aws:sts::111111111111:assumed-role/app/s1    | ''",
        "session   | *                                                | ''",
        "user      | arn:aws:iam::111111111111:root                   | IDENTITY BOUNDARY SESSION",
        "user      | arn:aws:iam::111111111111:user/bob               | ''",
        "federated | arn:aws:sts::111111111111:federated-user/bob     | ''",
        "federated | arn:aws:iam::111111111111:root                   | IDENTITY BOUNDARY SESSION",
        "bob's     | arn:aws:iam::111111111111:user/bob               | BOUNDARY SESSION",
        "bob's     | arn:aws:sts::111111111111:federated-user/fed     | ''",
        "bob's     | 111111111111                                     | IDENTITY BOUNDARY SESSION",
        "role      | arn:aws:iam::111111111111:role/team/app          | BOUNDARY SESSION",
        "role      | arn:aws:iam::111111111111:root                   | IDENTITY BOUNDARY SESSION",
        "role      | *                                                | ''",
      })
  void letsResourceGrantsBypassWhatAwsSays(String who, String principal, String stopping) {
    PolicyDocument resource =
        Documents.of(PolicyType.RESOURCE, ALLOW + ", 'Principal': {'AWS': '" + principal + "'}");

    for (Layer silent : List.of(Layer.IDENTITY, Layer.BOUNDARY, Layer.SESSION)) {
      Decision decision = decide(caller(who), ACCOUNT, silentIn(silent, resource));

      assertThat(decision.allowed())
          .as("%s silent", silent)
          .isEqualTo(!stopping.contains(silent.name()));
      if (!decision.allowed()) {
        assertThat(decision).isEqualTo(new Decision.ImplicitDeny(silent));
      }
    }
  }

  @Test
  void bypassesNothingAcrossAccounts() {
    PolicyDocument resource =
        Documents.of(
            PolicyType.RESOURCE,
            ALLOW + ", 'Principal': {'AWS': 'arn:aws:sts::111111111111:assumed-role/app/s1'}");

    for (Layer silent : List.of(Layer.IDENTITY, Layer.BOUNDARY, Layer.SESSION)) {
      assertThat(decide(SESSION, OTHER, silentIn(silent, resource)))
          .isEqualTo(new Decision.ImplicitDeny(silent));
    }
  }

  @Test
  void doesNotMatchARoleOfAnotherPath() {
    PolicyDocument resource =
        Documents.of(
            PolicyType.RESOURCE,
            ALLOW + ", 'Principal': {'AWS': 'arn:aws:iam::111111111111:role/app'}");

    assertThat(decide(SESSION, ACCOUNT, Policies.ofResource(resource)).allowed()).isFalse();
  }

  @Test
  void matchesARoleOfTheSessionsOwnPartitionAlone() {
    Caller chinese =
        new Caller.RoleSession(
            new RoleArn(ACCOUNT, "/", "app"),
            arn("arn:aws-cn:sts::111111111111:assumed-role/app/s1"));
    String grant = ALLOW + ", 'Principal': {'AWS': 'arn:%s:iam::111111111111:role/app'}";

    assertThat(decide(chinese, ACCOUNT, ofResource(grant.formatted("aws-cn"))).allowed()).isTrue();
    assertThat(decide(chinese, ACCOUNT, ofResource(grant.formatted("aws"))).allowed()).isFalse();
  }

  @Test
  void matchesAnAccountOfTheCallersOwnPartitionAlone() {
    String grant = ALLOW + ", 'Principal': {'AWS': '%s'}";
    String chinese = grant.formatted("arn:aws-cn:iam::111111111111:root");
    List<Caller> callers =
        List.of(
            SESSION,
            new Caller.User(ACCOUNT, arn("arn:aws:iam::111111111111:user/bob")),
            new Caller.Root(ACCOUNT),
            new Caller.Role(new RoleArn(ACCOUNT, "/", "app")),
            new Caller.FederatedUser(ACCOUNT, arn("arn:aws:sts::111111111111:federated-user/bob")));

    for (Caller caller : callers) {
      assertThat(matchesAccount(chinese, caller)).as("%s", caller).isFalse();
      assertThat(matchesAccount(chinese.replace("-cn", ""), caller)).as("%s", caller).isTrue();
      assertThat(matchesAccount(grant.formatted("111111111111"), caller)).as("%s", caller).isTrue();
    }
    assertThat(
            matchesAccount(
                chinese, new Caller.User(ACCOUNT, arn("arn:aws-cn:iam::111111111111:user/bob"))))
        .isTrue();
  }

  private static boolean matchesAccount(String statement, Caller caller) {
    Principals principals =
        Documents.of(PolicyType.RESOURCE, statement).statements().getFirst().principals();
    return principals.match(caller, RequestContext.empty()) != Principals.Match.NONE;
  }

  private static Policies ofResource(String statement) {
    return Policies.ofResource(Documents.of(PolicyType.RESOURCE, statement));
  }

  @Test
  void appliesServiceControlPoliciesToDirectGrants() {
    PolicyDocument resource = Documents.of(PolicyType.RESOURCE, ALLOW + ", 'Principal': '*'");
    Policies policies =
        new Policies(
            List.of(),
            resource,
            List.of(),
            null,
            List.of(List.of(Documents.of(PolicyType.SCP, ALLOW_OTHER))),
            List.of());

    assertThat(decide(USER, ACCOUNT, policies)).isEqualTo(new Decision.ImplicitDeny(Layer.SCP));
    assertThat(decide(new Caller.Anonymous(), ACCOUNT, policies).allowed()).isTrue();
  }

  @Test
  void appliesResourceControlPoliciesToEverybody() {
    PolicyDocument resource = Documents.of(PolicyType.RESOURCE, ALLOW + ", 'Principal': '*'");
    List<List<PolicyDocument>> rcps =
        List.of(List.of(Documents.of(PolicyType.RCP, DENY + ", 'Principal': '*'")));
    Policies policies = new Policies(List.of(), resource, List.of(), null, List.of(), rcps);

    assertThat(decide(new Caller.Service("sns.amazonaws.com"), ACCOUNT, policies).decidedBy())
        .map(Decision.DecidedBy::layer)
        .hasValue(Layer.RCP);
  }

  @Test
  void namesTheStatementThatDecided() {
    PolicyDocument identity =
        Documents.of(PolicyType.IDENTITY, ALLOW_OTHER, "'Sid': 'Read', " + ALLOW);

    Decision decision = decide(USER, ACCOUNT, policies(identity, null));

    assertThat(decision)
        .isEqualTo(
            new Decision.Allow(
                new Decision.DecidedBy(
                    Layer.IDENTITY,
                    "test policy",
                    "Read",
                    1,
                    identity.statements().get(1).position())));
  }

  @Test
  void saysWhereTheStatementStandsInTheText() {
    PolicyDocument identity =
        Documents.of(
            PolicyType.IDENTITY, ALLOW_OTHER + ",\n 'Sid': 'Other'", "\n'Sid': 'Read', " + ALLOW);

    assertThat(decide(USER, ACCOUNT, policies(identity, null)).decidedBy())
        .hasToString("Optional[test policy statement 'Read' (line 2, column 19)]");
  }

  @Test
  void saysNothingOfAPlaceThatIsUnknown() {
    assertThat(new Decision.DecidedBy(Layer.SCP, "guardrail 'x'", "", 0, Position.NONE))
        .hasToString("guardrail 'x' statement 0");
  }

  @Test
  void letsAStatementWithoutItsOwnSidBeFoundByItsIndex() {
    PolicyDocument identity = Documents.of(PolicyType.IDENTITY, ALLOW, DENY);
    PolicyDocument denialAlone = identity.with(List.of(identity.statements().getLast()));

    assertThat(decide(USER, ACCOUNT, policies(denialAlone, null)).decidedBy())
        .hasToString("Optional[test policy statement 1 (line 1, column 105)]");
  }

  @Test
  void allowsTheRootUserWhatNothingDenies() {
    Caller root = new Caller.Root(ACCOUNT);
    PolicyDocument denying = Documents.of(PolicyType.RESOURCE, DENY + ", 'Principal': '*'");

    assertThat(decide(root, ACCOUNT, policies(null, null)).allowed()).isTrue();
    assertThat(decide(root, ACCOUNT, policies(null, denying)).allowed()).isFalse();
    assertThat(decide(root, OTHER, policies(null, null)).allowed()).isFalse();
  }

  @Test
  void deniesEveryBoundedPrincipalByNotPrincipal() {
    PolicyDocument resource =
        Documents.of(
            PolicyType.RESOURCE,
            DENY
                + ", 'NotPrincipal': {'AWS': ['arn:aws:iam::111111111111:user/bob',"
                + " '111111111111']}");
    PolicyDocument allow = Documents.of(PolicyType.IDENTITY, ALLOW);
    PolicyDocument boundary = Documents.of(PolicyType.PERMISSIONS_BOUNDARY, ALLOW);
    Policies bounded =
        new Policies(List.of(allow), resource, List.of(boundary), null, List.of(), List.of());

    assertThat(decide(USER, ACCOUNT, policies(allow, resource)).allowed()).isTrue();
    assertThat(decide(USER, ACCOUNT, bounded)).isInstanceOf(Decision.ExplicitDeny.class);
  }

  @Test
  void admitsProvidersAndTrustedServicesByNameAlone() {
    PolicyDocument open = trust("'*'");
    Caller provider = new Caller.WebIdentity(IDP);
    Caller service = new Caller.Service("pods.eks.amazonaws.com");

    assertThat(assume(provider, open)).isEqualTo(new Decision.ImplicitDeny(Layer.TRUST));
    assertThat(assume(service, open)).isEqualTo(new Decision.ImplicitDeny(Layer.TRUST));
    assertThat(assume(provider, trust("{'Federated': '" + IDP + "'}")).allowed()).isTrue();
    assertThat(assume(service, trust("{'Service': 'pods.eks.amazonaws.com'}")).allowed()).isTrue();
  }

  @Test
  void deniesProvidersAndServicesByAStarToo() {
    PolicyDocument trust =
        Documents.of(
            PolicyType.TRUST,
            "'Effect': 'Allow', 'Principal': {'Federated': '" + IDP + "'}, 'Action': 'sts:*'",
            "'Effect': 'Deny', 'Principal': '*', 'Action': 'sts:*'");

    assertThat(assume(new Caller.WebIdentity(IDP), trust))
        .isInstanceOf(Decision.ExplicitDeny.class);
  }

  @Test
  void trustsNobodyWithoutATrustPolicy() {
    PolicyDocument all =
        Documents.of(PolicyType.IDENTITY, "'Effect': 'Allow', 'Action': '*', 'Resource': '*'");

    assertThat(PolicyEvaluator.evaluate(policies(all, null), assumption(USER)))
        .isEqualTo(new Decision.ImplicitDeny(Layer.TRUST));
    assertThat(PolicyEvaluator.evaluate(policies(all, null), assumption(new Caller.Root(ACCOUNT))))
        .isEqualTo(new Decision.ImplicitDeny(Layer.TRUST));
  }

  private static Caller caller(String who) {
    return switch (who) {
      case "session" -> SESSION;
      case "user" -> USER;
      case "role" -> ROLE;
      case "bob's" -> FEDERATED_BOB;
      default -> FEDERATED;
    };
  }

  /** Every layer allows but one, which is about something else. */
  private static Policies silentIn(Layer silent, PolicyDocument resource) {
    return new Policies(
        List.of(Documents.of(PolicyType.IDENTITY, in(silent, Layer.IDENTITY))),
        resource,
        List.of(Documents.of(PolicyType.PERMISSIONS_BOUNDARY, in(silent, Layer.BOUNDARY))),
        Documents.of(PolicyType.SESSION, in(silent, Layer.SESSION)),
        List.of(),
        List.of());
  }

  private static String in(Layer silent, Layer layer) {
    return silent == layer ? ALLOW_OTHER : ALLOW;
  }

  private static Policies policies(
      @Nullable PolicyDocument identity, @Nullable PolicyDocument resource) {
    return new Policies(
        identity == null ? List.of() : List.of(identity),
        resource,
        List.of(),
        null,
        List.of(),
        List.of());
  }

  private static PolicyDocument trust(String principal) {
    return Documents.of(
        PolicyType.TRUST,
        "'Effect': 'Allow', 'Principal': " + principal + ", 'Action': 'sts:AssumeRole*'");
  }

  private static Decision assume(Caller caller, PolicyDocument trust) {
    return PolicyEvaluator.evaluate(Policies.ofResource(trust), assumption(caller));
  }

  private static AuthorizationRequest assumption(Caller caller) {
    return new AuthorizationRequest(
        caller,
        "sts:AssumeRole",
        "arn:aws:iam::111111111111:role/target",
        ACCOUNT,
        RequestContext.empty());
  }

  private static Decision decide(Caller caller, AccountId resourceAccount, Policies policies) {
    RequestContext context =
        RequestContext.builder().put("aws:userid", "AROAAPPLICATIONROLE01:s1").build();
    return PolicyEvaluator.evaluate(
        policies,
        new AuthorizationRequest(
            caller, "s3:GetObject", "arn:aws:s3:::b/k", resourceAccount, context));
  }

  private static Arn arn(String text) {
    return Arn.parse(text).orElseThrow();
  }
}
