package dev.rolecall.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.MovableClock;
import dev.rolecall.kube.resource.IAMRoleStatus;
import dev.rolecall.operator.state.Verdict;
import dev.rolecall.operator.state.Verdict.RoleIdentity;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusReportTest {
  private final MovableClock clock = MovableClock.at("2026-01-01T00:00:00Z");
  private final StatusReport report = new StatusReport(clock);
  private final IAMRoleStatus status = new IAMRoleStatus();

  @Test
  void writesTheWholeStatus() {
    assertThat(report.apply(ready(3), status)).isTrue();
    assertThat(status.getObservedGeneration()).isEqualTo(3);
    assertThat(status.getArn()).isEqualTo("arn");
    assertThat(status.getRoleId()).isEqualTo("id");
    assertThat(condition().getType()).isEqualTo("Ready");
    assertThat(condition().getStatus()).isEqualTo("True");
    assertThat(condition().getReason()).isEqualTo("InUse");
    assertThat(condition().getObservedGeneration()).isEqualTo(3);
    assertThat(condition().getLastTransitionTime()).isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void changesNothingThatIsRight() {
    report.apply(ready(3), status);
    clock.advance(Duration.ofHours(1));
    assertThat(report.apply(ready(3), status)).isFalse();
  }

  @Test
  void movesTheTransitionTimeOnlyWithReadiness() {
    report.apply(ready(3), status);
    clock.advance(Duration.ofHours(1));
    assertThat(report.apply(ready(4), status)).isTrue();
    assertThat(condition().getLastTransitionTime()).isEqualTo("2026-01-01T00:00:00Z");

    report.apply(unready("ManagedPolicyNotFound"), status);
    assertThat(condition().getLastTransitionTime()).isEqualTo("2026-01-01T01:00:00Z");
    clock.advance(Duration.ofHours(1));
    assertThat(report.apply(unready("NoAccount"), status)).isTrue();
    assertThat(condition().getLastTransitionTime()).isEqualTo("2026-01-01T01:00:00Z");
  }

  @Test
  void writesNothingWhereTheClockIsSetBack() {
    report.apply(ready(3), status);
    clock.advance(Duration.ofHours(-5));
    assertThat(report.apply(ready(3), status)).isFalse();
  }

  @Test
  void takesTheArnAwayFromARoleThatLostItsAccount() {
    report.apply(ready(3), status);
    report.apply(unready("NoAccount"), status);
    assertThat(status.getArn()).isNull();
    assertThat(status.getRoleId()).isNull();
  }

  private Condition condition() {
    assertThat(status.getConditions()).hasSize(1);
    return status.getConditions().getFirst();
  }

  private static Verdict ready(long generation) {
    return Verdict.of(generation, true, "InUse", "in use")
        .withRole(Optional.of(new RoleIdentity("arn", "id")));
  }

  private static Verdict unready(String reason) {
    return Verdict.of(4, false, reason, "a sentence");
  }
}
