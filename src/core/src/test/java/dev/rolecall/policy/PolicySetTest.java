package dev.rolecall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.Arn;
import dev.rolecall.policy.Decision.Layer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sets that are compiled apart and combined, and which statement is named. */
class PolicySetTest {
  private static final AccountId ACCOUNT = new AccountId("111111111111");
  private static final String BOB = "arn:aws:iam::111111111111:user/bob";
  private static final String GET = "'Action': 's3:GetObject', 'Resource': '*'";
  private static final String ALLOW = "'Effect': 'Allow', " + GET;
  private static final String DENY = "'Effect': 'Deny', " + GET;
  private static final String ALLOW_BOB = ALLOW + ", 'Principal': {'AWS': '" + BOB + "'}";
  private static final String OTHER = "'Effect': 'Allow', 'Action': 'sqs:*', 'Resource': '*'";

  @Test
  void deniesWithoutPolicies() {
    assertThat(decide(PolicySet.EMPTY)).isEqualTo(new Decision.ImplicitDeny(Layer.IDENTITY));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'Condition': {'DateLessThan': {'aws:CurrentTime': '2030-01-01T00:00:00Z'}}|true",
        "'Condition': {'NumericLessThan': {'AWS:EPOCHTIME': '1'}}|true",
        "'Condition': {'StringLike': {'aws:userid': '${aws:currentTime}'}}|true",
        "'Condition': {'DateLessThan': {'aws:TokenIssueTime': '2030-01-01T00:00:00Z'}}|false",
        "'Sid': 'a'|false",
      })
  void saysWhetherItMayChangeWithTheTime(String more, boolean asks) {
    assertThat(identity(ALLOW + ", " + more).asksTheTime()).isEqualTo(asks);
    assertThat(identity(ALLOW).and(session(DENY + ", " + more)).asksTheTime()).isEqualTo(asks);
  }

  /** 2,000 values took 224 to 274 KB of heap when they were measured. */
  @Test
  void weighsWhatItsConditionsListAlsoWhereNoStatementCounts() {
    String values = "'v', ".repeat(1999) + "'v'";
    PolicyDocument document =
        Documents.of(
            PolicyType.IDENTITY,
            ALLOW + ", 'Condition': {'StringLike': {'aws:userid': [" + values + "]}}");

    assertThat(identity(document).bytes()).isGreaterThan(224_000);
    assertThat(identity(document.with(List.of())).bytes()).isGreaterThan(224_000);
    assertThat(identity(ALLOW).bytes()).isLessThan(5_000);
  }

  @Test
  void addsUpIdentityPolicies() {
    PolicySet silent = identity(OTHER);

    assertThat(decide(silent)).isEqualTo(new Decision.ImplicitDeny(Layer.IDENTITY));
    assertThat(decide(silent.and(identity(ALLOW))).allowed()).isTrue();
    assertThat(decide(identity(ALLOW).and(silent)).allowed()).isTrue();
  }

  @Test
  void addsUpResourcePolicies() {
    PolicySet silent = resource(OTHER + ", 'Principal': '*'");

    assertThat(decide(silent.and(resource(ALLOW_BOB))).allowed()).isTrue();
    assertThat(decide(resource(ALLOW_BOB).and(silent)).allowed()).isTrue();
  }

  @Test
  void wantsTheSessionPoliciesOfEachToAllow() {
    PolicySet role = identity(ALLOW);

    assertThat(decide(role.and(session(ALLOW)).and(session(ALLOW))).allowed()).isTrue();
    assertThat(decide(role.and(session(ALLOW)).and(session(OTHER))))
        .isEqualTo(new Decision.ImplicitDeny(Layer.SESSION));
    assertThat(decide(role.and(session(OTHER)).and(session(ALLOW))))
        .isEqualTo(new Decision.ImplicitDeny(Layer.SESSION));
  }

  @Test
  void wantsMoreGuardrailsThanFitIntoOneWordToAllow() {
    for (int silent : List.of(0, 63, 64, 99)) {
      List<List<PolicyDocument>> levels =
          new ArrayList<>(Collections.nCopies(100, List.of(Documents.of(PolicyType.SCP, ALLOW))));
      assertThat(decide(identity(ALLOW).and(guarded(levels))).allowed()).isTrue();
      levels.set(silent, List.of(Documents.of(PolicyType.SCP, OTHER)));
      assertThat(decide(identity(ALLOW).and(guarded(levels))))
          .isEqualTo(new Decision.ImplicitDeny(Layer.SCP));
    }
  }

  /** Outside the Basic Multilingual Plane a character is two units, which must not be swapped. */
  @Test
  void countsAnAllowThatTwoLevelsHaveForBoth() {
    List<PolicyDocument> allowing = List.of(Documents.of(PolicyType.SCP, ALLOW));
    List<PolicyDocument> other = List.of(Documents.of(PolicyType.SCP, OTHER));

    assertThat(decide(scps(List.of(allowing, allowing))).allowed()).isTrue();
    assertThat(decide(scps(List.of(allowing, other, allowing))))
        .isEqualTo(new Decision.ImplicitDeny(Layer.SCP));
    assertThat(decide(scps(List.of(other, allowing))))
        .isEqualTo(new Decision.ImplicitDeny(Layer.SCP));
  }

  private static PolicySet scps(List<List<PolicyDocument>> levels) {
    return PolicySet.compile(
        new Policies(
            List.of(Documents.of(PolicyType.IDENTITY, ALLOW)),
            null,
            List.of(),
            null,
            levels,
            List.of()));
  }

  @Test
  void findsDenialsByEndingsOfTwoUnits() {
    List<String> statements =
        new ArrayList<>(List.of("'Effect': 'Allow', 'Action': '*', 'Resource': '*'"));
    for (char letter = 'a'; letter <= 'z'; letter++) {
      statements.add(
          "'Effect': 'Deny', 'Action': '*', 'Resource': 'arn:aws:s3:::*-%c\uD83D\uDD12'"
              .formatted(letter));
    }
    PolicySet guarded =
        identity(ALLOW)
            .and(
                guarded(
                    List.of(
                        List.of(Documents.of(PolicyType.SCP, statements.toArray(String[]::new))))));

    assertThat(decide(guarded, "arn:aws:s3:::bucket/x-k\uD83D\uDD12"))
        .isInstanceOf(Decision.ExplicitDeny.class);
    assertThat(decide(guarded, "arn:aws:s3:::bucket/x-k").allowed()).isTrue();
  }

  @Test
  void letsABoundaryOfOneSetBearOnNotPrincipalOfAnother() {
    PolicySet exempting =
        resource(DENY + ", 'NotPrincipal': {'AWS': ['111111111111', '" + BOB + "']}");
    PolicySet bounded =
        PolicySet.compile(
            policies(
                List.of(), null, List.of(Documents.of(PolicyType.PERMISSIONS_BOUNDARY, ALLOW))));

    assertThat(decide(identity(ALLOW).and(exempting)).allowed()).isTrue();
    assertThat(decide(identity(ALLOW).and(exempting).and(bounded)))
        .isInstanceOf(Decision.ExplicitDeny.class);
  }

  @Test
  void namesTheFirstOfSeveralPermissions() {
    PolicyDocument first = named("first", PolicyType.IDENTITY, OTHER, ALLOW, ALLOW);
    PolicyDocument second = named("second", PolicyType.IDENTITY, ALLOW);

    assertThat(decider(identity(first, second))).isEqualTo("first statement 1");
    assertThat(decider(identity(second, first))).isEqualTo("second statement 0");
    assertThat(decider(identity(first).and(identity(second)))).isEqualTo("first statement 1");
    assertThat(decider(identity(second).and(identity(first)))).isEqualTo("second statement 0");
  }

  @Test
  void namesTheFirstOfSeveralDenialsByLayer() {
    PolicySet identity = identity(named("identity", PolicyType.IDENTITY, ALLOW, DENY));
    PolicySet bucket =
        PolicySet.compile(
            Policies.ofResource(named("bucket", PolicyType.RESOURCE, DENY + ", 'Principal': '*'")));
    PolicySet guard = guarded(List.of(List.of(named("guard", PolicyType.SCP, DENY))));

    assertThat(decider(bucket.and(identity))).isEqualTo("identity statement 1");
    assertThat(decider(identity.and(bucket))).isEqualTo("identity statement 1");
    assertThat(decider(bucket.and(identity).and(guard))).isEqualTo("guard statement 0");
  }

  @Test
  void namesTheGrantThatMeansTheCallerMostClosely() {
    PolicySet bucket =
        resource(
            ALLOW + ", 'Principal': {'AWS': '111111111111'}",
            ALLOW + ", 'Principal': '*'",
            ALLOW_BOB,
            ALLOW_BOB);

    assertThat(decider(bucket)).isEqualTo("test policy statement 2");
    assertThat(decider(resource(ALLOW + ", 'Principal': '*'").and(bucket)))
        .isEqualTo("test policy statement 2");
  }

  @Test
  void answersWithTheSameDecisionEachTime() {
    PolicySet set = identity(ALLOW);

    assertThat(decide(set)).isSameAs(decide(set));
    assertThat(decide(PolicySet.EMPTY)).isSameAs(decide(PolicySet.EMPTY));
  }

  private static String decider(PolicySet set) {
    String by = decide(set).decidedBy().orElseThrow().toString();
    return by.contains(" (") ? by.substring(0, by.indexOf(" (")) : by;
  }

  private static Decision decide(PolicySet set) {
    return decide(set, "arn:aws:s3:::b/k");
  }

  private static Decision decide(PolicySet set, String resource) {
    return set.decide(
        new AuthorizationRequest(
            new Caller.User(ACCOUNT, Arn.parse(BOB).orElseThrow()),
            "s3:GetObject",
            resource,
            ACCOUNT,
            RequestContext.empty()));
  }

  private static PolicyDocument named(String name, PolicyType type, String... statements) {
    PolicyDocument document = Documents.of(type, statements);
    return new PolicyDocument(name, type, document.statements(), document.json());
  }

  private static PolicySet identity(String... statements) {
    return identity(Documents.of(PolicyType.IDENTITY, statements));
  }

  private static PolicySet identity(PolicyDocument... documents) {
    return PolicySet.compile(policies(List.of(documents), null, List.of()));
  }

  private static PolicySet resource(String... statements) {
    return PolicySet.compile(Policies.ofResource(Documents.of(PolicyType.RESOURCE, statements)));
  }

  private static PolicySet session(String statement) {
    return PolicySet.compile(
        policies(List.of(), Documents.of(PolicyType.SESSION, statement), List.of()));
  }

  private static PolicySet guarded(List<List<PolicyDocument>> scps) {
    return PolicySet.compile(new Policies(List.of(), null, List.of(), null, scps, List.of()));
  }

  private static Policies policies(
      List<PolicyDocument> identity,
      @Nullable PolicyDocument session,
      List<PolicyDocument> boundaries) {
    return new Policies(identity, null, boundaries, session, List.of(), List.of());
  }
}
