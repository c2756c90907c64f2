package dev.rolecall.sts.assume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.binding.ExecutionRole;
import dev.rolecall.binding.RoleBinding;
import dev.rolecall.directory.Account;
import dev.rolecall.directory.PodPermissions;
import dev.rolecall.directory.PodPowers;
import dev.rolecall.directory.Role;
import dev.rolecall.directory.RoleUse;
import dev.rolecall.fakes.InMemoryResources;
import dev.rolecall.fakes.InMemoryWorkloads;
import dev.rolecall.fakes.MovableClock;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.identity.SessionName;
import dev.rolecall.identity.Workload;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.policy.PolicyReader;
import dev.rolecall.policy.PolicyReading;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.session.MasterKeys;
import dev.rolecall.session.Session;
import dev.rolecall.session.SessionDraft;
import dev.rolecall.session.SessionIssuer;
import dev.rolecall.session.SessionLiveness;
import dev.rolecall.session.SessionLiveness.Liveness;
import dev.rolecall.session.SessionPolicies;
import dev.rolecall.sts.assume.AssumeRoleService.Result;
import dev.rolecall.sts.audit.AuditTrail;
import dev.rolecall.sts.usage.RoleUses;
import dev.rolecall.trust.TrustEvaluator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A chain of three: role {@code first} of a pod, {@code second} and {@code third}. */
class AssumeRoleServiceTest {
  private static final Workload POD = InMemoryWorkloads.pod("acme", "job-0", "job");
  private static final RoleArn FIRST = arn("111111111111", "first");
  private static final RoleArn SECOND = arn("111111111111", "second");
  private static final RoleArn THIRD = arn("222222222222", "third");

  private final MovableClock clock = MovableClock.at("2026-03-01T12:00:00Z");
  private final InMemoryResources resources = new InMemoryResources();
  private final InMemoryWorkloads workloads = new InMemoryWorkloads().add(POD);
  private final MasterKeys keys = MasterKeys.parse(MasterKeys.withNewKey("", clock));
  private final SessionIssuer issuer = new SessionIssuer(() -> keys, clock, new SecureRandom());
  private final SessionLiveness liveness = new SessionLiveness(resources, workloads, clock);
  private final AssumeRoleService service =
      new AssumeRoleService(
          new Steps(
              resources,
              new PodAttestor(workloads, clock),
              new RoleBinding(resources, "lab"),
              new RoleAssumption(
                  resources, workloads, new TrustEvaluator(clock), issuer, new RoleUses(clock)),
              PolicyQuotas.AWS_DEFAULTS),
          new SessionPolicies(resources, clock));

  @BeforeEach
  void trustEachByTheOneBefore() {
    resources
        .add(InMemoryResources.account("111111111111", "acme"))
        .add(InMemoryResources.account("222222222222", "globex"))
        .add(role(FIRST, "acme", FIRST, null))
        .add(role(SECOND, "acme", FIRST, null))
        .add(role(THIRD, "globex", SECOND, null));
  }

  @Test
  void givesEachSessionItsAncestors() {
    Session first = first();
    clock.advance(Duration.ofMinutes(1));
    Session second = granted(SECOND, first);
    clock.advance(Duration.ofMinutes(1));
    Session third = granted(THIRD, second);

    assertThat(third.ancestors())
        .containsExactly(
            new Session.Ancestor(
                id(FIRST), FIRST.account(), first.issuedAt(), Optional.of(POD.pod())),
            new Session.Ancestor(
                id(SECOND), SECOND.account(), second.issuedAt(), Optional.of(POD.pod())));
    assertThat(third.pod()).contains(POD.pod());
    assertThat(third.tags()).isEqualTo(Map.of("kubernetes-namespace", "acme"));
    assertThat(third.sourceIdentity()).contains("alice");
    assertThat(third.context()).isEmpty();
    assertThat(third.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofHours(1)));
  }

  @Test
  void letsAChainDieWithEachOfItsLinks() {
    Session third = granted(THIRD, granted(SECOND, first()));
    assertThat(liveness.check(third)).isEqualTo(new Liveness.Live());

    for (RoleArn arn : List.of(FIRST, SECOND, THIRD)) {
      String namespace = arn.equals(THIRD) ? "globex" : "acme";
      resources.add(role(arn, namespace, FIRST, clock.instant().plusSeconds(1)));
      assertDead(third, "role " + arn + " revoked");
      resources.add(role(arn, namespace, FIRST, null));
    }
    resources.add(suspended("111111111111", "acme"));
    assertDead(third, "the account of namespace acme is suspended");
    resources.add(InMemoryResources.account("111111111111", "acme"));
    workloads.end(POD.pod().uid(), "finished");
    assertDead(third, "is gone: finished");
  }

  private void assertDead(Session session, String reason) {
    assertThat(liveness.check(session))
        .isInstanceOfSatisfying(
            Liveness.Dead.class, dead -> assertThat(dead.reason()).contains(reason));
  }

  @Test
  void refusesInTheSameWordsWhatIsMissingSuspendedOrTrustsOthers() {
    Session first = first();
    resources.add(role(arn("222222222222", "other"), "globex", SECOND, null));
    Refusal distrusts = refused(arn("222222222222", "other"), first);
    Refusal missing = refused(arn("222222222222", "none"), first);
    resources.add(suspended("222222222222", "globex"));
    Refusal suspended = refused(arn("222222222222", "other"), first);

    assertThat(List.of(distrusts, missing, suspended))
        .allSatisfy(refusal -> {
          assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_AUTHORIZED);
          assertThat(refusal.message().replaceAll("/(none|other)$", ""))
              .isEqualTo(
                  "User: arn:aws:sts::111111111111:assumed-role/first/s1 is not authorized to"
                      + " perform: sts:AssumeRole on resource: arn:aws:iam::222222222222:role");
        });
    assertThat(distrusts.reason()).contains("no statement of the trust policy");
    assertThat(missing.reason()).endsWith("role/none does not exist");
    assertThat(suspended.reason()).isEqualTo("account 222222222222 is suspended");
  }

  @Test
  void namesTheSortOfPolicyWithinAnAccount() {
    resources.add(role(arn("111111111111", "denied"), "acme", FIRST, null, "Deny"));

    assertThat(refused(arn("111111111111", "none"), first()).message())
        .endsWith(" because no role trust policy allows the sts:AssumeRole action");
    assertThat(refused(arn("111111111111", "denied"), first()).message())
        .endsWith(" with an explicit deny in a resource-based policy");
  }

  /** Also where all policies would allow it, and one role more is between. */
  @Test
  void neverGivesATasksPodItsExecutionRole() {
    resources.add(role(arn("111111111111", "between"), "acme", FIRST, null));
    Session first = first();
    Session between = granted(arn("111111111111", "between"), first);
    resources.add(role(SECOND, "acme", arn("111111111111", "between"), null));
    workloads.add(
        new Workload(
            POD.pod(),
            POD.serviceAccount(),
            POD.node(),
            Map.of(),
            Map.of(ExecutionRole.ANNOTATION, SECOND.toString()),
            Map.of()));

    Refusal chained = refused(SECOND, between);
    assertThat(chained.reason()).contains("is the execution role of task pod");
    resources.add(role(SECOND, "acme", FIRST, null));
    Refusal direct = refused(SECOND, first);
    assertThat(direct.reason()).contains("is the execution role of task pod");
    assertThat(direct.message())
        .isEqualTo(
            refused(arn("111111111111", "none"), first).message().replace("/none", "/second"));
  }

  @Test
  void letsASessionThatIsOverDoNothing() {
    Session first = first();
    resources.add(suspended("111111111111", "acme"));

    assertThat(refused(THIRD, first).kind()).isEqualTo(Refusal.Kind.NOT_AUTHORIZED);
  }

  @Test
  void refusesAnArnOfSomethingElse() {
    AssumeRoleRequest request = request("arn:aws:iam::222222222222:user/somebody");

    assertThat(service.assume(request, first(), trail()))
        .isInstanceOfSatisfying(
            Result.Refused.class,
            refused ->
                assertThat(refused.refusal().reason())
                    .isEqualTo("arn:aws:iam::222222222222:user/somebody is no role"));
  }

  private Session first() {
    SessionDraft draft =
        new SessionDraft(
            id(FIRST),
            FIRST,
            new SessionName("s1"),
            Map.of("kubernetes-namespace", "acme", "once", "1"),
            Set.of("kubernetes-namespace"),
            Optional.of("alice"),
            List.of(),
            Optional.of(POD.pod()),
            Map.of("aws:FederatedProvider", "arn:aws:iam::111111111111:oidc-provider/x"),
            List.of(),
            Duration.ofHours(2));
    return ((SessionIssuer.Result.Issued) issuer.issue(draft)).session();
  }

  private Session granted(RoleArn role, Session caller) {
    Result result = service.assume(request(role.toString()), caller, trail());
    assertThat(result).isInstanceOf(Result.Granted.class);
    return ((Result.Granted) result).assumed().session();
  }

  private Refusal refused(RoleArn role, Session caller) {
    Result result = service.assume(request(role.toString()), caller, trail());
    assertThat(result).isInstanceOf(Result.Refused.class);
    return ((Result.Refused) result).refusal();
  }

  private static AssumeRoleRequest request(String role) {
    return new AssumeRoleRequest(
        role,
        new SessionName("chained"),
        Duration.ofHours(1),
        Optional.empty(),
        List.of(),
        List.of(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        false,
        0);
  }

  private static AuditTrail trail() {
    return new AuditTrail("id", "sts:AssumeRole", "");
  }

  private static Account suspended(String id, String namespace) {
    return new Account(
        new AccountId(id),
        "suspended",
        Set.of(namespace),
        List.of(),
        null,
        PodPermissions.NONE,
        PodPowers.NONE,
        RoleUse.ANY,
        true);
  }

  private static RoleArn arn(String account, String name) {
    return RoleArn.parse("arn:aws:iam::" + account + ":role/" + name).orElseThrow();
  }

  private static RoleId id(RoleArn arn) {
    return RoleId.ofUid(arn.toString());
  }

  private static Role role(
      RoleArn arn, String namespace, RoleArn trusted, @Nullable Instant revokedBefore) {
    return role(arn, namespace, trusted, revokedBefore, "Allow");
  }

  private static Role role(
      RoleArn arn,
      String namespace,
      RoleArn trusted,
      @Nullable Instant revokedBefore,
      String effect) {
    String trust =
        "{\"Effect\":\"%s\",\"Principal\":{\"AWS\":\"%s\"},\"Action\":\"sts:*\"}"
            .formatted(effect, trusted);
    return new Role(
        id(arn),
        arn,
        namespace,
        document(PolicyType.TRUST, trust),
        List.of(
            document(
                PolicyType.IDENTITY,
                "{\"Effect\":\"Allow\",\"Action\":\"sts:*\",\"Resource\":\"*\"}")),
        null,
        Duration.ofHours(12),
        Map.of(),
        revokedBefore);
  }

  private static PolicyDocument document(PolicyType type, String statement) {
    String json = "{\"Version\":\"2012-10-17\",\"Statement\":" + statement + "}";
    return ((PolicyReading.Read) PolicyReader.read(type, "policy", json)).document();
  }
}
