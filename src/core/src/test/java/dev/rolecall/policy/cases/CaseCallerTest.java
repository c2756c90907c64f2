package dev.rolecall.policy.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.policy.Caller;
import dev.rolecall.policy.RequestContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaseCallerTest {
  private static final String SESSION = "arn:aws:sts::111111111111:assumed-role/app/s1";

  @ParameterizedTest
  @CsvSource({
    "arn:aws:iam::111111111111:root, s3:GetObject, Root",
    "arn:aws:iam::111111111111:user/team/bob, s3:GetObject, User",
    "arn:aws:iam::111111111111:role/team/app, s3:GetObject, Role",
    "arn:aws:sts::111111111111:assumed-role/app/s1, s3:GetObject, RoleSession",
    "arn:aws:sts::111111111111:federated-user/bob, s3:GetObject, FederatedUser",
    "arn:aws:iam::111111111111:oidc-provider/idp, sts:AssumeRoleWithWebIdentity, WebIdentity",
    "arn:aws:iam::111111111111:saml-provider/idp, sts:AssumeRoleWithSAML, WebIdentity",
    "accounts.google.com, sts:AssumeRoleWithWebIdentity, WebIdentity",
    "pods.eks.amazonaws.com, sts:AssumeRole, Service",
    "anonymous, s3:GetObject, Anonymous",
  })
  void knowsEveryKindOfPrincipal(String principal, String action, String kind) {
    assertThat(CaseCaller.parse(principal, action))
        .get()
        .extracting(caller -> caller.getClass().getSimpleName())
        .isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bob",
        "arn:aws:iam::111:user/bob",
        "arn:aws:iam::111111111111:role/a b",
        "arn:aws:sts::111111111111:assumed-role/app",
        "*"
      })
  void knowsNothingElse(String principal) {
    assertThat(CaseCaller.parse(principal, "s3:GetObject")).isEmpty();
  }

  @Test
  void takesTheRolesPathFromThePrincipalsArn() {
    Caller session = CaseCaller.parse(SESSION, "s3:GetObject").orElseThrow();

    assertThat(roleOf(session, "arn:aws:iam::111111111111:role/team/app"))
        .hasToString("arn:aws:iam::111111111111:role/team/app");
    assertThat(roleOf(session, "arn:aws:iam::111111111111:role/team/other"))
        .hasToString("arn:aws:iam::111111111111:role/app");
    assertThat(roleOf(session, "arn:aws:iam::222222222222:role/team/app"))
        .hasToString("arn:aws:iam::111111111111:role/app");
  }

  private static RoleArn roleOf(Caller session, String principalArn) {
    RequestContext context = RequestContext.builder().put("aws:PrincipalArn", principalArn).build();
    return CaseCaller.withFacts(session, context) instanceof Caller.RoleSession known
        ? known.role()
        : new RoleArn(new AccountId("000000000000"), "/", "none");
  }
}
