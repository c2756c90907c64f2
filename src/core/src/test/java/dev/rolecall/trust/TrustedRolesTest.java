package dev.rolecall.trust;

import static dev.rolecall.trust.TrustRequests.document;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.MovableClock;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.identity.SessionName;
import dev.rolecall.policy.Caller;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicySet;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.trust.TrustDecision.NotTrusted;
import dev.rolecall.trust.TrustDecision.Trusted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Role {@code far} of another account, which was deleted and made again. */
class TrustedRolesTest {
  private static final RoleArn FAR =
      RoleArn.parse("arn:aws:iam::222222222222:role/team/far").orElseThrow();
  private static final String ROLE = FAR.toString();
  private static final String SESSION = "arn:aws:sts::222222222222:assumed-role/far/s1";
  private static final RoleId FIRST = RoleId.ofUid("first");
  private static final RoleId AGAIN = RoleId.ofUid("again");
  private static final String ALL = "{'Effect':'Allow','Action':'*','Resource':'*'}";

  private final TrustEvaluator evaluator =
      new TrustEvaluator(MovableClock.at("2026-03-01T12:00:00Z"));

  @Test
  void trustsTheRoleThatWasMeant() {
    for (String principal : List.of(ROLE, SESSION)) {
      PolicyDocument trust = TrustedRoles.held(allowing(principal), Map.of(principal, FIRST));
      assertThat(ask(trust, FIRST)).isInstanceOf(Trusted.class);
    }
  }

  @Test
  void doesNotTrustARoleThatTookTheNameOver() {
    for (String principal : List.of(ROLE, SESSION)) {
      PolicyDocument trust = TrustedRoles.held(allowing(principal), Map.of(principal, FIRST));
      assertThat(ask(trust, AGAIN))
          .isInstanceOfSatisfying(
              NotTrusted.class,
              refused ->
                  assertThat(refused.reason())
                      .contains("trusts another role that had the name of " + SESSION + " before"));
    }
  }

  @Test
  void trustsNobodyByANameThatIsNotHeld() {
    PolicyDocument trust = TrustedRoles.held(allowing(ROLE), Map.of());
    assertThat(ask(trust, FIRST)).isInstanceOf(NotTrusted.class);
    assertThat(trust.statements()).hasSize(1);
  }

  @Test
  void trustsNobodyOfAnotherNameByTheIdAlone() {
    String other = "arn:aws:iam::222222222222:role/other";
    PolicyDocument trust = TrustedRoles.held(allowing(other), Map.of(other, FIRST));
    assertThat(ask(trust, FIRST)).isInstanceOf(NotTrusted.class);
  }

  @Test
  void doesNotTakeAnIdForOneThatBeginsLikeIt() {
    PolicyDocument trust = TrustedRoles.held(allowing(ROLE), Map.of(ROLE, FIRST));
    assertThat(ask(trust, FIRST + "X:s1")).isInstanceOf(NotTrusted.class);
    assertThat(ask(trust, FIRST.toString())).isInstanceOf(NotTrusted.class);
    assertThat(ask(trust, "")).isInstanceOf(NotTrusted.class);
  }

  @Test
  void deniesWhoeverHasANameThatIsDenied() {
    String denying = "{'Effect':'Deny','Principal':{'AWS':'%s'},'Action':'sts:*'}".formatted(ROLE);
    String anyone = "{'Effect':'Allow','Principal':{'AWS':'*'},'Action':'sts:*'}";
    for (Map<String, RoleId> held : List.of(Map.of(ROLE, FIRST), Map.<String, RoleId>of())) {
      PolicyDocument trust = TrustedRoles.held(document(PolicyType.TRUST, anyone, denying), held);
      assertThat(ask(trust, FIRST)).isInstanceOf(NotTrusted.class);
      assertThat(ask(trust, AGAIN)).isInstanceOf(NotTrusted.class);
    }
  }

  @Test
  void leavesOtherPrincipalsAlone() {
    PolicyDocument trust =
        document(
            PolicyType.TRUST,
            "{'Effect':'Allow','Principal':{'AWS':['222222222222','%s','%s']},'Action':'sts:*'}"
                .formatted(ROLE, SESSION),
            "{'Effect':'Allow','Principal':{'Service':'pods.eks.amazonaws.com'},'Action':'sts:*'}");
    PolicyDocument held = TrustedRoles.held(trust, Map.of());

    assertThat(TrustedRoles.namedBy(trust)).containsExactlyInAnyOrder(ROLE, SESSION);
    assertThat(ask(held, AGAIN)).as("by its account").isInstanceOf(Trusted.class);
    assertThat(held.statements().get(1)).isSameAs(trust.statements().get(1));
    PolicyDocument none = allowing("222222222222");
    assertThat(TrustedRoles.held(none, Map.of())).isSameAs(none);
  }

  /** As on AWS: whoever has the name meets a condition on it. */
  @Test
  void leavesNamesInConditionsAlone() {
    String statement =
        "{'Effect':'Allow','Principal':{'AWS':'222222222222'},'Action':'sts:*',"
            + "'Condition':{'ArnEquals':{'aws:PrincipalArn':'%s'}}}";
    PolicyDocument named = document(PolicyType.TRUST, statement.formatted(ROLE));
    PolicyDocument other = document(PolicyType.TRUST, statement.formatted(ROLE + "-x"));

    assertThat(ask(TrustedRoles.held(named, Map.of()), AGAIN)).isInstanceOf(Trusted.class);
    assertThat(ask(TrustedRoles.held(other, Map.of()), AGAIN)).isInstanceOf(NotTrusted.class);
  }

  private TrustDecision ask(PolicyDocument trust, RoleId id) {
    return ask(trust, id + ":s1");
  }

  private TrustDecision ask(PolicyDocument trust, String userId) {
    TrustPrincipal principal =
        new TrustPrincipal.RoleSession(
            new Caller.RoleSession(FAR, FAR.assumedBy(new SessionName("s1"))),
            PolicySet.compile(
                new Policies(
                    List.of(document(PolicyType.IDENTITY, ALL)),
                    null,
                    List.of(),
                    null,
                    List.of(),
                    List.of())),
            userId.isEmpty() ? Map.of() : Map.of("aws:userid", userId, "aws:PrincipalArn", ROLE));
    return evaluator.evaluate(
        new TrustRequest(
            principal,
            TrustRequests.trusting(trust),
            new RequestedSession(
                new SessionName("chained"),
                RequestedTags.NONE,
                Optional.empty(),
                Optional.empty())));
  }

  private static PolicyDocument allowing(String principal) {
    return document(
        PolicyType.TRUST,
        "{'Effect':'Allow','Principal':{'AWS':'%s'},'Action':'sts:AssumeRole'}"
            .formatted(principal));
  }
}
