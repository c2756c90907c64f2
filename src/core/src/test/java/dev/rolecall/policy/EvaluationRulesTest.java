package dev.rolecall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.Arn;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.policy.Decision.Layer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules of IAM's evaluation that stand in no policy, and who callers are. */
class EvaluationRulesTest {
  private static final AccountId ACCOUNT = new AccountId("111111111111");
  private static final AccountId OTHER = new AccountId("222222222222");
  private static final String ANY = "'Action': '*', 'Resource': '*'";
  private static final String ALLOW = "'Effect': 'Allow', " + ANY;
  private static final String DENY = "'Effect': 'Deny', " + ANY;
  private static final Caller.User BOB =
      new Caller.User(ACCOUNT, arn("arn:aws:iam::111111111111:user/bob"));
  private static final Caller.FederatedUser BOBS =
      new Caller.FederatedUser(
          ACCOUNT, arn("arn:aws:sts::111111111111:federated-user/fed"), BOB.arn());
  private static final RoleArn APP = new RoleArn(ACCOUNT, "/", "app");

  @Test
  void letsEveryPrincipalOfAnAccountAskWhoItIs() {
    Policies denying =
        new Policies(
            List.of(identity(DENY)),
            null,
            List.of(),
            null,
            List.of(List.of(Documents.of(PolicyType.SCP, DENY))),
            List.of());
    for (Caller caller : List.of(BOB, BOBS, new Caller.Root(ACCOUNT), new Caller.Role(APP))) {
      Decision decision = decide(caller, "STS:getCallerIdentity", "*", denying);
      assertThat(decision.allowed()).isTrue();
      assertThat(decision.decidedBy())
          .get()
          .satisfies(by -> assertThat(by.isRule()).isTrue())
          .hasToString("every principal's right to ask who it is");
    }
    assertThat(decide(BOB, "sts:GetSessionToken", "*", denying).allowed()).isFalse();
  }

  @Test
  void letsNobodyAskWhoIsOfNoAccount() {
    assertThat(decide(new Caller.Anonymous(), "sts:GetCallerIdentity", "*", of(List.of())))
        .isEqualTo(new Decision.ImplicitDeny(Layer.RESOURCE));
  }

  @Test
  void limitsAFederatedSessionByItsUsersPoliciesAndItsOwn() {
    PolicyDocument session = Documents.of(PolicyType.SESSION, ALLOW);
    Policies both =
        new Policies(List.of(identity(ALLOW)), null, List.of(), session, List.of(), List.of());
    Policies withoutSession = of(List.of(identity(ALLOW)));
    Policies withoutUser = new Policies(List.of(), null, List.of(), session, List.of(), List.of());

    assertThat(get(BOBS, both).allowed()).isTrue();
    assertThat(get(BOBS, withoutSession)).isEqualTo(new Decision.ImplicitDeny(Layer.SESSION));
    assertThat(get(BOBS, withoutUser)).isEqualTo(new Decision.ImplicitDeny(Layer.IDENTITY));
  }

  @Test
  void deniesAFederatedSessionByADenyForItsUser() {
    PolicyDocument bucket =
        Documents.of(
            PolicyType.RESOURCE,
            ALLOW + ", 'Principal': {'AWS': 'arn:aws:sts::111111111111:federated-user/fed'}",
            DENY + ", 'Principal': {'AWS': 'arn:aws:iam::111111111111:user/bob'}");

    assertThat(get(BOBS, Policies.ofResource(bucket))).isInstanceOf(Decision.ExplicitDeny.class);
    Caller someones = new Caller.FederatedUser(ACCOUNT, BOBS.arn());
    assertThat(get(someones, Policies.ofResource(bucket)).allowed()).isTrue();
  }

  @Test
  void exemptsAFederatedSessionOnlyTogetherWithItsUser() {
    String exempting = DENY + ", 'NotPrincipal': {'AWS': ['111111111111', '%s']}";
    PolicyDocument session = Documents.of(PolicyType.SESSION, ALLOW);
    PolicyDocument alone = resource(exempting.formatted(BOBS.arn()));
    PolicyDocument together = resource(exempting.formatted(BOBS.arn() + "', '" + BOB.arn()));
    List<PolicyDocument> identity = List.of(identity(ALLOW));

    assertThat(get(BOBS, new Policies(identity, alone, List.of(), session, List.of(), List.of())))
        .isInstanceOf(Decision.ExplicitDeny.class);
    assertThat(
            get(BOBS, new Policies(identity, together, List.of(), session, List.of(), List.of()))
                .allowed())
        .isTrue();
  }

  @Test
  void grantsTheRoleNothingThatIsForOneSession() {
    PolicyDocument bucket =
        resource(ALLOW + ", 'Principal': {'AWS': 'arn:aws:sts::111111111111:assumed-role/app/s1'}");

    assertThat(get(new Caller.Role(APP), Policies.ofResource(bucket)))
        .isEqualTo(new Decision.ImplicitDeny(Layer.IDENTITY));
  }

  @Test
  void exemptsARoleThatIsNamedWithItsAccount() {
    PolicyDocument bucket =
        resource(
            DENY
                + ", 'NotPrincipal': {'AWS': ['111111111111',"
                + " 'arn:aws:iam::111111111111:role/app']}");
    Policies policies =
        new Policies(List.of(identity(ALLOW)), bucket, List.of(), null, List.of(), List.of());

    assertThat(get(new Caller.Role(APP), policies).allowed()).isTrue();
    assertThat(get(new Caller.Role(new RoleArn(ACCOUNT, "/", "other")), policies))
        .isInstanceOf(Decision.ExplicitDeny.class);
  }

  /** Tenants choose paths: one that looks like AWS's own roles must not be above guardrails. */
  @Test
  void doesNotExemptServiceLinkedPathsFromGuardrails() {
    RoleArn linked = new RoleArn(ACCOUNT, "/aws-service-role/ecs.amazonaws.com/", "linked");
    Caller session =
        new Caller.RoleSession(linked, arn("arn:aws:sts::111111111111:assumed-role/linked/s"));
    PolicyDocument silent = new PolicyDocument("silent", PolicyType.SCP, List.of(), "{}");
    List<PolicyDocument> identity = List.of(identity(ALLOW));
    List<List<PolicyDocument>> level = List.of(List.of(silent));

    for (Caller caller : List.of(session, new Caller.Role(linked))) {
      assertThat(get(caller, new Policies(identity, null, List.of(), null, level, List.of())))
          .isEqualTo(new Decision.ImplicitDeny(Layer.SCP));
      assertThat(get(caller, new Policies(identity, null, List.of(), null, List.of(), level)))
          .isEqualTo(new Decision.ImplicitDeny(Layer.RCP));
    }
  }

  @Test
  void limitsTheRootUserByGuardrailsOnly() {
    Caller root = new Caller.Root(ACCOUNT);
    List<List<PolicyDocument>> level =
        List.of(
            List.of(
                Documents.of(
                    PolicyType.SCP, "'Effect': 'Allow', 'Action': 'sqs:*', 'Resource': '*'")));

    assertThat(get(root, of(List.of())).decidedBy())
        .get()
        .hasToString("the root user's own permissions");
    assertThat(get(root, new Policies(List.of(), null, List.of(), null, level, List.of())))
        .isEqualTo(new Decision.ImplicitDeny(Layer.SCP));
  }

  @Test
  void letsRootUseAKeyOnlyIfItsPolicyDelegates() {
    String key = "arn:aws:kms:eu-west-1:111111111111:key/k";
    Caller root = new Caller.Root(ACCOUNT);
    PolicyDocument delegating = resource(ALLOW + ", 'Principal': {'AWS': '111111111111'}");

    assertThat(decide(root, "kms:Decrypt", key, of(List.of())))
        .isEqualTo(new Decision.ImplicitDeny(Layer.RESOURCE));
    assertThat(decide(root, "kms:Decrypt", key, Policies.ofResource(delegating)).allowed())
        .isTrue();
  }

  /** {@code *} with a condition on {@code aws:PrincipalArn} is what to write for many roles. */
  @Test
  void bypassesLimitsByAnyoneWithAPrincipalArn() {
    PolicyDocument bucket =
        resource(
            ALLOW
                + ", 'Principal': '*', 'Condition': {'ArnLike':"
                + " {'aws:PrincipalArn': 'arn:aws:iam::111111111111:role/a*'}}");
    PolicyDocument other =
        Documents.of(PolicyType.SESSION, "'Effect': 'Allow', 'Action': 'sqs:*', 'Resource': '*'");
    Policies policies = new Policies(List.of(), bucket, List.of(), other, List.of(), List.of());
    Caller session =
        new Caller.RoleSession(APP, arn("arn:aws:sts::111111111111:assumed-role/app/s"));

    assertThat(get(session, policies).allowed()).isTrue();
  }

  @Test
  void admitsProvidersOfSamlAsThoseOfOidc() {
    String provider = "arn:aws:iam::111111111111:saml-provider/idp";
    PolicyDocument trust =
        Documents.of(
            PolicyType.TRUST,
            "'Effect': 'Allow', 'Principal': {'Federated': '%s'}, 'Action': 'sts:AssumeRoleWithSAML'"
                .formatted(provider));
    String role = "arn:aws:iam::111111111111:role/target";

    assertThat(
            decide(
                    new Caller.WebIdentity(provider),
                    "sts:AssumeRoleWithSAML",
                    role,
                    Policies.ofResource(trust))
                .allowed())
        .isTrue();
    assertThat(
            decide(
                new Caller.WebIdentity(provider),
                "sts:AssumeRoleWithWebIdentity",
                role,
                Policies.ofResource(trust)))
        .isEqualTo(new Decision.ImplicitDeny(Layer.TRUST));
  }

  @Test
  void wantsBothAccountsToAllow() {
    PolicyDocument bucket = resource(ALLOW + ", 'Principal': {'AWS': '" + BOB.arn() + "'}");
    Policies both =
        new Policies(List.of(identity(ALLOW)), bucket, List.of(), null, List.of(), List.of());

    assertThat(across(both).allowed()).isTrue();
    assertThat(across(Policies.ofResource(bucket)))
        .isEqualTo(new Decision.ImplicitDeny(Layer.IDENTITY));
    assertThat(across(of(List.of(identity(ALLOW)))))
        .isEqualTo(new Decision.ImplicitDeny(Layer.RESOURCE));
  }

  private static Decision across(Policies policies) {
    return PolicyEvaluator.evaluate(
        policies,
        new AuthorizationRequest(
            BOB, "s3:GetObject", "arn:aws:s3:::b/k", OTHER, RequestContext.empty()));
  }

  private static PolicyDocument identity(String statement) {
    return Documents.of(PolicyType.IDENTITY, statement);
  }

  private static PolicyDocument resource(String statement) {
    return Documents.of(PolicyType.RESOURCE, statement);
  }

  private static Policies of(List<PolicyDocument> identity) {
    return new Policies(identity, null, List.of(), null, List.of(), List.of());
  }

  private static Decision get(Caller caller, Policies policies) {
    return decide(caller, "s3:GetObject", "arn:aws:s3:::b/k", policies);
  }

  private static Decision decide(Caller caller, String action, String resource, Policies policies) {
    RequestContext context =
        RequestContext.builder().put("aws:PrincipalArn", APP.toString()).build();
    return PolicyEvaluator.evaluate(
        policies, new AuthorizationRequest(caller, action, resource, ACCOUNT, context));
  }

  private static Arn arn(String text) {
    return Arn.parse(text).orElseThrow();
  }
}
