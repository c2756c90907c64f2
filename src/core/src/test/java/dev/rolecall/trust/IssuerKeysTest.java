package dev.rolecall.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.MovableClock;
import dev.rolecall.trust.TrustDecision.NotTrusted;
import dev.rolecall.trust.TrustDecision.Trusted;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Condition keys that certain issuers have beside those of every issuer. */
class IssuerKeysTest {
  private static final Map<String, Object> CLAIMS =
      Map.of(
          "repository",
          "acme/reports",
          "environment",
          "live",
          "project_id",
          4711,
          "ref_protected",
          true,
          "workflow",
          List.of("build"),
          "oidc.circleci.com/project-id",
          "p1");

  private final TrustEvaluator evaluator =
      new TrustEvaluator(MovableClock.at("2026-03-01T12:00:00Z"));

  @ParameterizedTest
  @CsvSource({
    "token.actions.githubusercontent.com, repository, acme/reports",
    "token.actions.githubusercontent.com/acme, environment, live",
    "token.actions.acme.ghe.com, repository, acme/reports",
    "gitlab.com, project_id, 4711",
    "gitlab.com, ref_protected, true",
    "oidc.circleci.com/org/o1, oidc.circleci.com/project-id, p1",
  })
  void areKnown(String issuer, String claim, String value) {
    assertThat(decide(issuer, claim, value)).isInstanceOf(Trusted.class);
    assertThat(decide(issuer, claim, value + "x")).isInstanceOf(NotTrusted.class);
  }

  @ParameterizedTest
  @CsvSource({
    "ci.example, repository, acme/reports",
    "gitlab.com, repository, acme/reports",
    "gitlab.com.ci.example, project_id, 4711",
    "token.actions.githubusercontent.com.ci.example, repository, acme/reports",
    "token.actions.githubusercontent.com/acme/x, repository, acme/reports",
    "token.actions.ci.example/.ghe.com, repository, acme/reports",
    "token.actions.githubusercontent.com, project_id, 4711",
    "token.actions.githubusercontent.com, workflow, build",
  })
  void areNotThoseOfOtherIssuersOrForms(String issuer, String claim, String value) {
    assertThat(decide(issuer, claim, value)).isInstanceOf(NotTrusted.class);
  }

  private TrustDecision decide(String issuer, String claim, String value) {
    String statement =
        """
        {'Effect':'Allow','Action':'sts:AssumeRoleWithWebIdentity',
         'Principal':{'Federated':'arn:aws:iam::111111111111:oidc-provider/%s'},
         'Condition':{'StringEquals':{'%s:%s':'%s'}}}
        """
            .formatted(issuer, issuer, claim, value);
    return evaluator.evaluate(
        TrustRequests.of(TrustRequests.tokenOf("https://" + issuer, CLAIMS), Map.of(), statement));
  }
}
