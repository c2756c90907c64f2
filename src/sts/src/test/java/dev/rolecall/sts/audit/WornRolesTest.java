package dev.rolecall.sts.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.InMemoryWorkloads;
import dev.rolecall.fakes.MovableClock;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.Workload;
import dev.rolecall.sts.audit.IssuedRole.Naming;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WornRolesTest {
  private static final Workload POD = InMemoryWorkloads.pod("acme", "web-0", "web");
  private static final RoleArn REPORTS = role("reports");
  private static final RoleArn AUDIT = role("audit");

  private final MovableClock clock = MovableClock.at("2026-03-01T12:00:00Z");
  private final Instant start = clock.instant();
  private final WornRoles roles = new WornRoles(pod -> Optional.of(start), clock);

  @Test
  void tellsTheFirstRoleOfAYoungPodOnce() {
    assertThat(bound(REPORTS)).contains(new PodEvent.FirstIssued(REPORTS));
    assertThat(bound(REPORTS)).isEmpty();
  }

  @Test
  void tellsNoFirstOfAPodThatOthersMayHaveServedBefore() {
    clock.advance(Duration.ofMinutes(10));
    assertThat(bound(REPORTS)).isEmpty();
    assertThat(bound(AUDIT)).contains(new PodEvent.RoleChanged(AUDIT, REPORTS));

    WornRoles unknown = new WornRoles(pod -> Optional.empty(), clock);
    assertThat(unknown.issued(new IssuedRole(POD, REPORTS, Naming.BINDING))).isEmpty();
  }

  @Test
  void tellsTheFirstRoleOfAnOldPodThatWasRefusedHere() {
    clock.advance(Duration.ofDays(1));
    roles.refused(POD.pod());
    assertThat(bound(REPORTS)).contains(new PodEvent.FirstIssued(REPORTS));
  }

  @Test
  void tellsAnotherRoleThoughThePodWasRefusedBetween() {
    bound(REPORTS);
    roles.refused(POD.pod());
    assertThat(bound(REPORTS)).isEmpty();
    assertThat(bound(AUDIT)).contains(new PodEvent.RoleChanged(AUDIT, REPORTS));
    assertThat(bound(REPORTS)).contains(new PodEvent.RoleChanged(REPORTS, AUDIT));
  }

  @Test
  void callsItNoChangeWhereThePodNamesItsRolesItself() {
    assertThat(roles.issued(new IssuedRole(POD, REPORTS, Naming.REQUEST)))
        .contains(new PodEvent.FirstIssued(REPORTS));
    assertThat(roles.issued(new IssuedRole(POD, AUDIT, Naming.REQUEST))).isEmpty();
  }

  @Test
  void forgetsPodsInsteadOfGrowing() {
    bound(REPORTS);
    for (int i = 0; i < 20_000; i++) {
      roles.refused(InMemoryWorkloads.pod("acme", "web-" + (i + 1), "web").pod());
    }
    clock.advance(Duration.ofHours(1));
    assertThat(bound(AUDIT)).isEmpty();
  }

  private Optional<PodEvent> bound(RoleArn role) {
    return roles.issued(new IssuedRole(POD, role, Naming.BINDING));
  }

  private static RoleArn role(String name) {
    return RoleArn.parse("arn:aws:iam::111111111111:role/" + name).orElseThrow();
  }
}
