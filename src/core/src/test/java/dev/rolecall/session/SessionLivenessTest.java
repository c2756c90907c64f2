package dev.rolecall.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.directory.Account;
import dev.rolecall.directory.PodPermissions;
import dev.rolecall.directory.PodPowers;
import dev.rolecall.directory.Role;
import dev.rolecall.directory.RoleUse;
import dev.rolecall.fakes.InMemoryResources;
import dev.rolecall.fakes.InMemoryWorkloads;
import dev.rolecall.fakes.MovableClock;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.identity.Workload;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.session.SessionLiveness.Liveness.Dead;
import dev.rolecall.session.SessionLiveness.Liveness.Live;
import dev.rolecall.session.SessionLiveness.Liveness.NotKnownYet;
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

class SessionLivenessTest {
  private static final RoleId FIRST = RoleId.ofUid("first");
  private static final PodRef FIRST_POD = new PodRef("team-b", "job", "uid-of-job");
  private static final AccountId A = new AccountId("111111111111");
  private static final AccountId B = new AccountId("222222222222");

  private final MovableClock clock = MovableClock.at("2026-03-01T12:00:00Z");
  private final InMemoryResources resources = new InMemoryResources();
  private final InMemoryWorkloads workloads = new InMemoryWorkloads();
  private final SessionLiveness liveness = new SessionLiveness(resources, workloads, clock);
  private Session session = chained();

  /** A session of account A that was chained from one of account B; all of it lives. */
  @BeforeEach
  void letAllLive() {
    session = chained();
    resources
        .add(InMemoryResources.account(A.value(), "team-a"))
        .add(InMemoryResources.account(B.value(), "team-b"))
        .add(role(Sessions.ROLE_ID, Sessions.ROLE_ARN.toString(), "team-a", null))
        .add(role(FIRST, "arn:aws:iam::222222222222:role/first", "team-b", null));
    workloads.add(InMemoryWorkloads.pod("team-a", "web", "web"));
    workloads.add(InMemoryWorkloads.pod("team-b", "job", "job"));
  }

  private Session chained() {
    Session.Ancestor ancestor =
        new Session.Ancestor(
            FIRST, B, clock.instant().minus(Duration.ofMinutes(5)), Optional.of(FIRST_POD));
    SessionIssuer issuer =
        new SessionIssuer(
            () -> MasterKeys.parse(MasterKeys.withNewKey("", clock)), clock, new SecureRandom());
    return Sessions.issued(issuer.issue(Sessions.full(ancestor))).session();
  }

  @Test
  void livesWhileEverythingItStandsOnLives() {
    assertThat(liveness.check(session)).isEqualTo(new Live());
  }

  @Test
  void diesWithItsRole() {
    resources.remove(Sessions.ROLE_ID);
    assertDead("role " + Sessions.ROLE_ID + " does not exist");
  }

  @Test
  void diesWhereItsRoleIsMadeAgainUnderTheSameName() {
    resources.remove(Sessions.ROLE_ID);
    resources.add(role(RoleId.ofUid("again"), Sessions.ROLE_ARN.toString(), "team-a", null));
    assertDead("role " + Sessions.ROLE_ID + " does not exist");
  }

  @Test
  void diesWhereItsRoleGetsAnotherArn() {
    resources.add(role(Sessions.ROLE_ID, "arn:aws:iam::111111111111:role/renamed", "team-a", null));
    assertDead("role " + Sessions.ROLE_ARN + " has another ARN now");
  }

  @Test
  void diesWhereItsRolesNamespaceLeavesTheAccount() {
    resources.add(InMemoryResources.account(A.value()));
    assertDead("role " + Sessions.ROLE_ARN + " is not of account " + A);
    resources.add(InMemoryResources.account("333333333333", "team-a"));
    assertDead("role " + Sessions.ROLE_ARN + " is not of account " + A);
  }

  @Test
  void diesWhereItsRoleRevokedIt() {
    revoke(session.issuedAt());
    assertThat(liveness.check(session)).isEqualTo(new Live());
    Instant later = session.issuedAt().plusMillis(1);
    revoke(later);
    assertDead("role " + Sessions.ROLE_ARN + " revoked the sessions issued before " + later);
  }

  private void revoke(Instant before) {
    resources.add(role(Sessions.ROLE_ID, Sessions.ROLE_ARN.toString(), "team-a", before));
  }

  @Test
  void diesWithItsAccount() {
    resources.remove(A);
    assertDead("account " + A + " does not exist");
  }

  @Test
  void diesWhileAnAccountItStandsOnIsSuspended() {
    suspend(A, "team-a");
    assertDead("account " + A + " is suspended");
    resources.add(InMemoryResources.account(A.value(), "team-a"));
    assertThat(liveness.check(session)).isEqualTo(new Live());
    suspend(B, "team-b");
    assertDead("account " + B + " is suspended");
  }

  @Test
  void diesWhileTheAccountOfItsPodIsSuspended() {
    Session foreignPod =
        with(session, Optional.of(new PodRef("team-c", "web", "uid-of-web")), List.of());
    workloads.add(InMemoryWorkloads.pod("team-c", "web", "web"));
    assertThat(liveness.check(foreignPod)).isEqualTo(new Live());
    suspend(new AccountId("333333333333"), "team-c");
    assertThat(liveness.check(foreignPod))
        .isEqualTo(new Dead("the account of namespace team-c is suspended"));
  }

  private void suspend(AccountId id, String namespace) {
    resources.add(
        new Account(
            id,
            "suspended",
            Set.of(namespace),
            List.of(),
            null,
            PodPermissions.NONE,
            PodPowers.NONE,
            RoleUse.ANY,
            true));
  }

  @Test
  void diesWithItsPod() {
    workloads.end("uid-of-web", "deleted");
    assertDead("pod team-a/web (uid-of-web) is gone: deleted");
  }

  @Test
  void diesWhereThePodWithItsUidIsAnother() {
    PodRef other = new PodRef("team-a", "other", "uid-of-web");
    workloads.add(
        new Workload(
            other, new ServiceAccountRef("team-a", "web"), "node-1", Map.of(), Map.of(), Map.of()));
    assertDead("pod team-a/web (uid-of-web) is team-a/other (uid-of-web) now");
  }

  @Test
  void waitsAMinuteForAPodThatIsNotKnownYet() {
    workloads.forget("uid-of-web");
    assertThat(liveness.check(session)).isEqualTo(new NotKnownYet());
    clock.advance(Duration.ofSeconds(60).minusMillis(1));
    assertThat(liveness.check(session)).isEqualTo(new NotKnownYet());
    clock.advance(Duration.ofMillis(1));
    assertDead("pod team-a/web (uid-of-web) does not exist");
  }

  @Test
  void diesForCertainThoughItsPodIsNotKnownYet() {
    workloads.forget("uid-of-web");
    workloads.end("uid-of-job", "finished");
    assertDead("pod team-b/job (uid-of-job) is gone: finished");
  }

  @Test
  void diesWithAnyAncestor() {
    resources.remove(FIRST);
    assertDead("role " + FIRST + " does not exist");

    Instant now = clock.instant();
    resources.add(role(FIRST, "arn:aws:iam::222222222222:role/first", "team-b", now));
    assertDead(
        "role arn:aws:iam::222222222222:role/first revoked the sessions issued before " + now);

    resources.add(role(FIRST, "arn:aws:iam::222222222222:role/first", "team-b", null));
    workloads.forget("uid-of-job");
    assertDead("pod team-b/job (uid-of-job) does not exist");

    resources.remove(B);
    assertDead("account " + B + " does not exist");
  }

  @Test
  void needsNoPodWhereItIsBoundToNone() {
    workloads.forget("uid-of-web");
    assertThat(liveness.check(with(session, Optional.empty(), List.of()))).isEqualTo(new Live());
  }

  private void assertDead(String reason) {
    assertThat(liveness.check(session)).isEqualTo(new Dead(reason));
  }

  private static Session with(
      Session session, Optional<PodRef> pod, List<Session.Ancestor> ancestors) {
    return new Session(
        session.roleId(),
        session.roleArn(),
        session.name(),
        session.accessKeyId(),
        session.tags(),
        session.transitiveTagKeys(),
        session.sourceIdentity(),
        session.sessionPolicies(),
        pod,
        session.context(),
        ancestors,
        session.issuedAt(),
        session.expiresAt());
  }

  private static Role role(RoleId id, String arn, String namespace, @Nullable Instant revoked) {
    return new Role(
        id,
        RoleArn.parse(arn).orElseThrow(),
        namespace,
        new PolicyDocument("trust policy", PolicyType.TRUST, List.of(), "{}"),
        List.of(),
        null,
        Duration.ofHours(1),
        Map.of(),
        revoked);
  }
}
