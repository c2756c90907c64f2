package dev.rolecall.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.directory.Account;
import dev.rolecall.directory.PodPermissions;
import dev.rolecall.directory.PodPowers;
import dev.rolecall.directory.Role;
import dev.rolecall.directory.RoleUse;
import dev.rolecall.fakes.InMemoryResources;
import dev.rolecall.fakes.MovableClock;
import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Caller;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyReader;
import dev.rolecall.policy.PolicyReading;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.RequestContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionPoliciesTest {
  private static final String READ = "s3:GetObject";
  private static final String WRITE = "s3:PutObject";
  private static final String SESSION_ARN = "arn:aws:sts::111111111111:assumed-role/reader/s1";

  private final MovableClock clock = MovableClock.at("2026-03-01T12:00:00.500Z");
  private final InMemoryResources resources = new InMemoryResources();
  private final SessionPolicies policies = new SessionPolicies(resources, clock);

  @BeforeEach
  void allowAllToTheRole() {
    add(account(null), role(null));
  }

  private void add(Account account, Role role) {
    resources.add(account).add(role);
  }

  @Test
  void decidesByTheRolesPolicies() {
    assertThat(allows(session(), READ)).isTrue();
    assertThat(allows(session(), "sqs:SendMessage")).isFalse();
  }

  @Test
  void wantsEachBoundaryToAllow() {
    PolicyDocument readOnly = document(PolicyType.PERMISSIONS_BOUNDARY, allow(READ));
    PolicyDocument writeOnly = document(PolicyType.PERMISSIONS_BOUNDARY, allow(WRITE));
    resources.add(role(readOnly));
    assertThat(allows(session(), READ)).isTrue();
    assertThat(allows(session(), WRITE)).isFalse();
    resources.add(account(writeOnly));
    assertThat(allows(session(), READ)).isFalse();
    assertThat(allows(session(), WRITE)).isFalse();
  }

  @Test
  void wantsEachLevelOfGuardrailsToAllow() {
    PolicyDocument readOnly = document(PolicyType.SCP, allow(READ));
    PolicyDocument all = document(PolicyType.SCP, allow("*"));
    resources.add(account(null, List.of(all), List.of(readOnly)));
    assertThat(allows(session(), READ)).isTrue();
    assertThat(allows(session(), WRITE)).isFalse();
  }

  @Test
  void wantsEachSessionPolicyToAllow() {
    String all = policy(allow("s3:*"));
    String readOnly = policy(allow(READ));
    for (Session session : List.of(session(all, readOnly), session(readOnly, all))) {
      assertThat(allows(session, READ)).isTrue();
      assertThat(allows(session, WRITE)).isFalse();
    }
    assertThat(allows(session(policy(allow(WRITE)), readOnly), READ)).isFalse();
  }

  @Test
  void obeysADenyInAnySessionPolicy() {
    String all = policy(allow("s3:*"));
    String denying =
        policy(allow("s3:*"), "{'Effect':'Deny','Action':'s3:GetObject','Resource':'*'}");
    assertThat(decide(session(all, all, denying), READ, null))
        .isInstanceOf(Decision.ExplicitDeny.class);
  }

  @Test
  void allowsNothingByASessionPolicyThatCannotBeRead() {
    assertThat(allows(session("{\"Version\":\"2012-10-17\"}"), READ)).isFalse();
    assertThat(allows(session(policy(allow("s3:*")), "nonsense"), READ)).isFalse();
    // It may have denied, which no resource's policy bypasses.
    assertThat(decide(session("nonsense"), READ, generous()).allowed()).isFalse();
  }

  /** It was as long as it might be when the session began. */
  @Test
  void keepsASessionPolicyThatIsLongerThanTheQuotaOfToday() {
    String[] many = Collections.nCopies(100, allow("s3:*")).toArray(String[]::new);

    assertThat(policy(many).length()).isGreaterThan(2_048);
    assertThat(allows(session(policy(many)), READ)).isTrue();
  }

  @Test
  void allowsNothingToASessionWhoseRoleOrAccountIsGone() {
    PolicyDocument generous = generous();
    Session session = session();
    assertThat(decide(session, READ, generous).allowed()).isTrue();

    resources.remove(Sessions.ROLE_ID);
    assertThat(decide(session, READ, generous)).isInstanceOf(Decision.ImplicitDeny.class);
    assertThat(allows(session, "sts:GetCallerIdentity")).isFalse();
    resources.add(role(null));
    resources.remove(Sessions.ROLE_ARN.account());
    assertThat(decide(session, READ, generous)).isInstanceOf(Decision.ImplicitDeny.class);
    resources.add(
        new Account(
            Sessions.ROLE_ARN.account(),
            "a",
            Set.of("team-a"),
            List.of(),
            null,
            PodPermissions.NONE,
            PodPowers.NONE,
            RoleUse.ANY,
            true));
    assertThat(decide(session, READ, generous)).isInstanceOf(Decision.ImplicitDeny.class);
  }

  @Test
  void decidesByTheNewestPolicies() {
    assertThat(allows(session(), READ)).isTrue();
    resources.add(role(document(PolicyType.PERMISSIONS_BOUNDARY, allow(WRITE))));
    assertThat(allows(session(), READ)).isFalse();
    resources.add(role(null));
    assertThat(allows(session(), READ)).isTrue();
    resources.add(account(null, List.of(document(PolicyType.SCP, allow(WRITE)))));
    assertThat(allows(session(), READ)).isFalse();
  }

  @Test
  void exemptsANamedSessionWithSessionPoliciesFromNotPrincipal() {
    PolicyDocument others =
        document(
            PolicyType.RESOURCE,
            "{'Effect':'Deny','NotPrincipal':{'AWS':['%s','%s','%s']},'Action':'*','Resource':'*'}"
                .formatted("111111111111", Sessions.ROLE_ARN, SESSION_ARN));
    String all = policy(allow("s3:*"));

    assertThat(decide(session(all, all), READ, others).allowed()).isTrue();
  }

  @Test
  void isKnownByItsRoleAndSession() {
    SessionAuthority authority = policies.of(session());
    assertThat(authority.caller())
        .isEqualTo(new Caller.RoleSession(Sessions.ROLE_ARN, session().arn()));
    assertThat(session().arn()).hasToString(SESSION_ARN);
  }

  @Test
  void describesTheCaller() {
    Session session = Sessions.issued(issuer().issue(Sessions.full())).session();
    clock.advance(Duration.ofMinutes(1));
    RequestContext context = policies.of(session).context(Map.of());
    assertThat(context.single("aws:PrincipalArn")).contains(Sessions.ROLE_ARN.toString());
    assertThat(context.single("aws:PrincipalAccount")).contains("111111111111");
    assertThat(context.single("aws:PrincipalType")).contains("AssumedRole");
    assertThat(context.single("aws:userid")).contains(Sessions.ROLE_ID + ":eks-rolecall-web-1");
    assertThat(context.single("aws:SourceIdentity")).contains("alice@example.com");
    assertThat(context.single("aws:TokenIssueTime")).contains("2026-03-01T12:00:00Z");
    assertThat(context.single("aws:CurrentTime")).contains("2026-03-01T12:01:00Z");
    assertThat(context.single("aws:EpochTime")).contains("1772366460");
    assertThat(context.single("aws:FederatedProvider"))
        .contains("arn:aws:iam::111111111111:oidc-provider/issuer.example");
    assertThat(context.single("aws:PrincipalTag/kubernetes-namespace")).contains("team-a");
    assertThat(context.single("aws:PrincipalTag/tier")).contains("gold");
  }

  @Test
  void prefersSessionTagsToTheRolesWhateverTheirCase() {
    Session session =
        Sessions.issued(issuer().issue(Sessions.withTags(Map.of("Tier", "silver")))).session();
    assertThat(policies.of(session).context(Map.of()).single("aws:PrincipalTag/tier"))
        .contains("silver");
  }

  @Test
  void letsAServiceSayNothingOfTheCaller() {
    RequestContext context =
        policies
            .of(session())
            .context(
                Map.of(
                    "aws:PrincipalTag/admin", entry("yes"),
                    "AWS:principalARN", entry("arn:aws:iam::222222222222:role/other"),
                    "aws:SourceIdentity", entry("mallory"),
                    "aws:CurrentTime", entry("2020-01-01T00:00:00Z"),
                    "aws:SourceIp", entry("192.0.2.1"),
                    "s3:prefix", new RequestContext.Entry(List.of("a", "b"), true)));
    assertThat(context.get("aws:PrincipalTag/admin")).isEmpty();
    assertThat(context.get("aws:SourceIdentity")).isEmpty();
    assertThat(context.single("aws:PrincipalArn")).contains(Sessions.ROLE_ARN.toString());
    assertThat(context.single("aws:CurrentTime")).contains("2026-03-01T12:00:00Z");
    assertThat(context.single("aws:SourceIp")).contains("192.0.2.1");
    assertThat(context.get("s3:prefix"))
        .contains(new RequestContext.Entry(List.of("a", "b"), true));
  }

  private boolean allows(Session session, String action) {
    return decide(session, action, null).allowed();
  }

  private Decision decide(Session session, String action, @Nullable PolicyDocument resource) {
    SessionAuthority authority = policies.of(session);
    return authority
        .policies(resource)
        .decide(
            new AuthorizationRequest(
                authority.caller(),
                action,
                "arn:aws:s3:::bucket/key",
                Sessions.ROLE_ARN.account(),
                authority.context(Map.of())));
  }

  private Session session(String... sessionPolicies) {
    return Sessions.issued(issuer().issue(Sessions.withPolicies(List.of(sessionPolicies))))
        .session();
  }

  private SessionIssuer issuer() {
    MasterKeys keys = MasterKeys.parse(MasterKeys.withNewKey("", clock));
    return new SessionIssuer(() -> keys, clock, new SecureRandom());
  }

  private static RequestContext.Entry entry(String value) {
    return new RequestContext.Entry(List.of(value), false);
  }

  @SafeVarargs
  private static Account account(@Nullable PolicyDocument boundary, List<PolicyDocument>... scps) {
    return new Account(
        Sessions.ROLE_ARN.account(),
        "a",
        Set.of("team-a"),
        Arrays.asList(scps),
        boundary,
        PodPermissions.NONE,
        PodPowers.NONE,
        RoleUse.ANY,
        false);
  }

  private static Role role(@Nullable PolicyDocument boundary) {
    return new Role(
        Sessions.ROLE_ID,
        Sessions.ROLE_ARN,
        "team-a",
        new PolicyDocument("trust policy", PolicyType.TRUST, List.of(), "{}"),
        List.of(document(PolicyType.IDENTITY, allow("s3:*"))),
        boundary,
        Duration.ofHours(1),
        Map.of("tier", "gold"),
        null);
  }

  /** Lets the session do anything. */
  private static PolicyDocument generous() {
    return document(
        PolicyType.RESOURCE,
        "{'Effect':'Allow','Principal':{'AWS':'%s'},'Action':'*','Resource':'*'}"
            .formatted(SESSION_ARN));
  }

  private static String allow(String action) {
    return "{'Effect':'Allow','Action':'%s','Resource':'*'}".formatted(action);
  }

  private static String policy(String... statements) {
    return "{'Version':'2012-10-17','Statement':[%s]}"
        .formatted(String.join(",", statements))
        .replace('\'', '"');
  }

  private static PolicyDocument document(PolicyType type, String... statements) {
    return switch (PolicyReader.read(type, "policy", policy(statements))) {
      case PolicyReading.Read(var document) -> document;
      case PolicyReading.Refused refused -> throw new AssertionError(refused.problems());
    };
  }
}
