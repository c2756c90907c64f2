package dev.rolecall.trust;

import static dev.rolecall.trust.TrustRequests.document;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.MovableClock;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.SessionName;
import dev.rolecall.policy.Caller;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.Decision.Layer;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicySet;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.trust.TrustDecision.NotTrusted;
import dev.rolecall.trust.TrustDecision.Trusted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sessions that ask for the role {@code reader} of account 111111111111: those of role {@code app}
 * of the same account, and of role {@code far} of account 222222222222.
 */
class RoleSessionTrustTest {
  private static final String OWN_ROLE = "arn:aws:iam::111111111111:role/app";
  private static final String FAR_ROLE = "arn:aws:iam::222222222222:role/far";
  private static final String OWN_SESSION = "arn:aws:sts::111111111111:assumed-role/app/s1";
  private static final String FAR_SESSION = "arn:aws:sts::222222222222:assumed-role/far/s1";
  private static final String ASSUME = "sts:AssumeRole";
  private static final String ALL = "{'Effect':'Allow','Action':'*','Resource':'*'}";
  private static final String OTHER = "{'Effect':'Allow','Action':'s3:GetObject','Resource':'*'}";
  private static final String NOT_THIS =
      "{'Effect':'Deny','Action':'sts:*','Resource':'arn:aws:iam::111111111111:role/reader'}";
  private static final Wish PLAIN =
      new Wish(RequestedTags.NONE, Optional.empty(), Optional.empty());

  private final TrustEvaluator evaluator =
      new TrustEvaluator(MovableClock.at("2026-03-01T12:00:00Z"));

  /** What the session shall be. */
  private record Wish(
      RequestedTags tags, Optional<String> sourceIdentity, Optional<String> externalId) {}

  /**
   * Rows of "Who must allow": whom the trust policy names, whether the identity policies allow, and
   * what comes of it.
   */
  @ParameterizedTest
  @CsvSource({
    // Within the account the role, the session and everybody are meant directly.
    "own," + OWN_ROLE + ",yes,allowed",
    "own," + OWN_ROLE + ",no,allowed",
    "own," + OWN_SESSION + ",no,allowed",
    "own,*,no,allowed",
    // The account delegates.
    "own,111111111111,yes,allowed",
    "own,111111111111,no,identity-based policy",
    "own,arn:aws:iam::111111111111:root,no,identity-based policy",
    // Nobody is trusted by being of the account.
    "own,arn:aws:iam::111111111111:role/other,yes,role trust policy",
    "own,222222222222,yes,role trust policy",
    // Across accounts both sides must allow, whoever is named.
    "far," + FAR_ROLE + ",yes,allowed",
    "far," + FAR_ROLE + ",no,identity-based policy",
    "far," + FAR_SESSION + ",yes,allowed",
    "far," + FAR_SESSION + ",no,identity-based policy",
    "far,222222222222,yes,allowed",
    "far,222222222222,no,identity-based policy",
    "far,*,yes,allowed",
    "far,*,no,identity-based policy",
    "far,111111111111,yes,role trust policy",
    "far,arn:aws:iam::222222222222:role/reader,yes,role trust policy",
  })
  void asksWhoeverMustAllow(String who, String principal, String identity, String outcome) {
    TrustDecision decision =
        decide(
            who.equals("own") ? OWN_ROLE : FAR_ROLE,
            identityOnly(identity.equals("yes") ? ALL : OTHER),
            PLAIN,
            trust(principal, "'sts:AssumeRole'", "{}"));

    if (outcome.equals("allowed")) {
      assertThat(decision).isInstanceOf(Trusted.class);
    } else {
      assertDenied(decision, ASSUME, layer(outcome));
    }
  }

  private static Layer layer(String words) {
    return List.of(Layer.values()).stream()
        .filter(layer -> layer.toString().equals(words))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {OWN_ROLE, FAR_ROLE})
  void letsEachOfTheCallersPoliciesDeny(String role) {
    String named = trust(role, "'sts:AssumeRole'", "{}");

    assertDenied(decide(role, identityOnly(ALL, NOT_THIS), PLAIN, named), Layer.IDENTITY);
    assertDenied(decide(role, with(null, null, NOT_THIS), PLAIN, named), Layer.SCP);
    assertThat(reason(decide(role, with(OTHER, null, null), PLAIN, named)))
        .isEqualTo(new Decision.ImplicitDeny(Layer.BOUNDARY));
    assertThat(reason(decide(role, with(null, OTHER, null), PLAIN, named)))
        .isEqualTo(new Decision.ImplicitDeny(Layer.SESSION));
  }

  @Test
  void isNotLimitedByBoundariesThatSayNothingWhereTheSessionItselfIsNamed() {
    assertThat(
            decide(
                OWN_ROLE,
                with(OTHER, OTHER, null),
                PLAIN,
                trust(OWN_SESSION, "'sts:AssumeRole'", "{}")))
        .isInstanceOf(Trusted.class);
  }

  @Test
  void letsTheTrustPolicyDeny() {
    TrustDecision decision =
        decide(
            OWN_ROLE,
            identityOnly(ALL),
            PLAIN,
            trust(OWN_ROLE, "'sts:*'", "{}"),
            trust(OWN_SESSION, "'sts:*'", "{}").replace("Allow", "Deny"));

    assertDenied(decision, Layer.TRUST);
    assertThat(((NotTrusted) decision).reason())
        .contains("role arn:aws:iam::111111111111:role/reader denies it");
  }

  @Test
  void trustsNoServiceStatementForASession() {
    for (String principal :
        List.of(
            "{'Service':'pods.eks.amazonaws.com'}",
            "{'Federated':'" + TrustRequests.CLUSTER_PROVIDER + "'}")) {
      String statement =
          "{'Effect':'Allow','Principal':%s,'Action':'sts:*','Condition':{}}".formatted(principal);
      assertDenied(decide(OWN_ROLE, identityOnly(ALL), PLAIN, statement), ASSUME, Layer.TRUST);
    }
  }

  @Test
  void trustsARolesOwnSessionsOnlyWhereItSaysSo() {
    String self = "arn:aws:iam::111111111111:role/reader";

    assertDenied(
        decide(self, identityOnly(ALL), PLAIN, trust(OWN_ROLE, "'sts:*'", "{}")),
        ASSUME,
        Layer.TRUST);
    assertThat(decide(self, identityOnly(ALL), PLAIN, trust(self, "'sts:*'", "{}")))
        .isInstanceOf(Trusted.class);
  }

  @Test
  void asksForTagSessionWhereTagsAreAskedForOrInherited() {
    String assumeOnly = trust(OWN_ROLE, "'sts:AssumeRole'", "{}");
    String tagging = trust(OWN_ROLE, "['sts:AssumeRole','sts:TagSession']", "{}");

    for (RequestedTags tags :
        List.of(
            new RequestedTags(Map.of("team", "a"), Set.of(), Map.of()),
            new RequestedTags(Map.of(), Set.of(), Map.of("team", "a")))) {
      Wish wish = new Wish(tags, Optional.empty(), Optional.empty());
      assertDenied(
          decide(OWN_ROLE, identityOnly(ALL), wish, assumeOnly), "sts:TagSession", Layer.TRUST);
      assertThat(decide(OWN_ROLE, identityOnly(ALL), wish, tagging)).isInstanceOf(Trusted.class);
    }
  }

  @Test
  void asksBothAccountsForTheFurtherActions() {
    String all = trust(FAR_ROLE, "'sts:*'", "{}");
    String assumeOnly = "{'Effect':'Allow','Action':'sts:AssumeRole','Resource':'*'}";
    Wish tagged =
        new Wish(
            new RequestedTags(Map.of("team", "a"), Set.of(), Map.of()),
            Optional.empty(),
            Optional.empty());
    Wish identified = new Wish(RequestedTags.NONE, Optional.of("alice"), Optional.empty());

    assertDenied(
        decide(FAR_ROLE, identityOnly(assumeOnly), tagged, all), "sts:TagSession", Layer.IDENTITY);
    assertDenied(
        decide(FAR_ROLE, identityOnly(assumeOnly), identified, all),
        "sts:SetSourceIdentity",
        Layer.IDENTITY);
    assertThat(decide(FAR_ROLE, identityOnly(ALL), identified, all)).isInstanceOf(Trusted.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'StringEquals':{'sts:ExternalId':'ticket-1'}}",
        "{'StringEquals':{'sts:RoleSessionName':'chained'}}",
        "{'StringEquals':{'sts:SourceIdentity':'alice'}}",
        "{'StringEquals':{'aws:RequestTag/Team':'a'}}",
        "{'ForAnyValue:StringEquals':{'aws:TagKeys':'team'}}",
        "{'ForAllValues:StringEquals':{'sts:TransitiveTagKeys':'team'}}",
        "{'ArnEquals':{'aws:PrincipalArn':'arn:aws:iam::111111111111:role/app'}}",
        "{'StringEquals':{'aws:PrincipalAccount':'111111111111'}}",
        "{'StringEquals':{'aws:PrincipalTag/tier':'gold'}}",
        "{'StringEquals':{'aws:ResourceTag/tier':'gold','iam:ResourceTag/tier':'gold'}}",
        "{'StringLike':{'aws:userid':'AROA*:s1'}}",
        "{'DateLessThan':{'aws:TokenIssueTime':'2026-03-01T12:00:00Z'}}",
        "{'DateEquals':{'aws:CurrentTime':'2026-03-01T12:00:00Z'}}",
      })
  void knowsTheConditionKeys(String condition) {
    Wish wish =
        new Wish(
            new RequestedTags(Map.of("team", "a"), Set.of("team"), Map.of("tier", "silver")),
            Optional.of("alice"),
            Optional.of("ticket-1"));
    Wish other =
        new Wish(
            new RequestedTags(Map.of("cost", "1"), Set.of("cost"), Map.of()),
            Optional.empty(),
            Optional.empty());
    String statement = trust(OWN_ROLE, "'sts:*'", condition);

    assertThat(decide(OWN_ROLE, identityOnly(ALL), wish, statement)).isInstanceOf(Trusted.class);
    if (condition.contains("sts:") && !condition.contains("SessionName")) {
      assertDenied(decide(OWN_ROLE, identityOnly(ALL), other, statement), ASSUME, Layer.TRUST);
    }
  }

  @Test
  void asksNoExternalIdWhereTheTrustPolicyDoesNot() {
    Wish wish = new Wish(RequestedTags.NONE, Optional.empty(), Optional.of("ticket-1"));
    assertThat(decide(OWN_ROLE, identityOnly(ALL), wish, trust(OWN_ROLE, "'sts:*'", "{}")))
        .isInstanceOf(Trusted.class);
  }

  private TrustDecision decide(String role, PolicySet own, Wish wish, String... statements) {
    RoleArn arn = RoleArn.parse(role).orElseThrow();
    SessionName name = new SessionName("s1");
    TrustPrincipal principal =
        new TrustPrincipal.RoleSession(
            new Caller.RoleSession(arn, arn.assumedBy(name)),
            own,
            Map.of(
                "aws:PrincipalArn", role,
                "aws:PrincipalAccount", arn.account().value(),
                "aws:PrincipalTag/tier", "gold",
                "aws:userid", "AROAABCDEFGHIJKLMNOPQ:s1",
                "aws:TokenIssueTime", "2026-03-01T11:00:00Z"));
    return evaluator.evaluate(
        new TrustRequest(
            principal,
            TrustRequests.of(principal, Map.of(), statements).role(),
            new RequestedSession(
                new SessionName("chained"),
                wish.tags(),
                wish.sourceIdentity(),
                wish.externalId())));
  }

  private static PolicySet identityOnly(String... statements) {
    return PolicySet.compile(
        new Policies(
            List.of(document(PolicyType.IDENTITY, statements)),
            null,
            List.of(),
            null,
            List.of(),
            List.of()));
  }

  /** An identity policy that allows all, with these limits; null is none. */
  private static PolicySet with(
      @Nullable String boundary, @Nullable String session, @Nullable String scp) {
    return PolicySet.compile(
        new Policies(
            List.of(document(PolicyType.IDENTITY, ALL)),
            null,
            boundary == null
                ? List.of()
                : List.of(document(PolicyType.PERMISSIONS_BOUNDARY, boundary)),
            session == null ? null : document(PolicyType.SESSION, session),
            scp == null ? List.of() : List.of(List.of(document(PolicyType.SCP, ALL, scp))),
            List.of()));
  }

  private static String trust(String principal, String action, String condition) {
    return "{'Effect':'Allow','Principal':{'AWS':'%s'},'Action':%s,'Condition':%s}"
        .formatted(principal, action, condition);
  }

  private static Decision reason(TrustDecision decision) {
    return decision instanceof NotTrusted(var action, var why, var words)
        ? why
        : throwNotDenied(decision);
  }

  private static Decision throwNotDenied(TrustDecision decision) {
    throw new AssertionError(decision);
  }

  private static void assertDenied(TrustDecision decision, Layer byStatementOf) {
    assertThat(reason(decision))
        .isInstanceOfSatisfying(
            Decision.ExplicitDeny.class,
            deny -> assertThat(deny.by().layer()).isEqualTo(byStatementOf));
  }

  private static void assertDenied(TrustDecision decision, String action, Layer silent) {
    assertThat(decision)
        .isInstanceOfSatisfying(
            NotTrusted.class,
            refused -> {
              assertThat(refused.action()).isEqualTo(action);
              assertThat(refused.decision()).isEqualTo(new Decision.ImplicitDeny(silent));
            });
  }
}
