package dev.rolecall.operator.lastused;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.MovableClock;
import dev.rolecall.identity.RoleId;
import dev.rolecall.json.JsonException;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.IAMRoleStatus;
import dev.rolecall.kube.resource.RoleLastUsed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DueStatusesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final String UID = "3f0d7a6e-0000-4000-8000-000000000001";
  private static final String ID = RoleId.ofUid(UID).value();

  private final DueStatuses statuses = new DueStatuses(MovableClock.at(NOW), Duration.ofHours(1));

  @Test
  void writesTheFirstUseOfARole() {
    assertThat(statuses.of(List.of(role(null)), used(NOW.minusSeconds(5))))
        .containsExactly(
            new DueStatuses.Due(
                "acme", "reports", UID, new RoleUse(NOW.minusSeconds(5), "eu-test-1")));
  }

  @Test
  void writesNothingAboutARoleThatWasNotUsed() {
    assertThat(statuses.of(List.of(role(null)), Map.of())).isEmpty();
    assertThat(statuses.of(List.of(), used(NOW))).isEmpty();
    String another = RoleId.ofUid("another").value();
    assertThat(statuses.of(List.of(role(null)), Map.of(another, new RoleUse(NOW, "eu-test-1"))))
        .isEmpty();
  }

  @Test
  void leavesAStatusThatIsNotFarBehind() {
    IAMRole told = role(NOW.minus(Duration.ofMinutes(90)).toString());

    assertThat(statuses.of(List.of(told), used(NOW.minus(Duration.ofMinutes(31))))).isEmpty();
    assertThat(statuses.of(List.of(told), used(NOW.minus(Duration.ofMinutes(30))))).hasSize(1);
    assertThat(statuses.of(List.of(told), used(NOW.minus(Duration.ofHours(5))))).isEmpty();
  }

  @Test
  void putsRightWhatCannotBe() {
    String tomorrow = NOW.plus(Duration.ofDays(1)).toString();

    assertThat(statuses.of(List.of(role(tomorrow)), used(NOW))).hasSize(1);
    assertThat(statuses.of(List.of(role("yesterday")), used(NOW))).hasSize(1);
    assertThat(statuses.of(List.of(role(null)), used(NOW.plusSeconds(90))))
        .singleElement()
        .satisfies(due -> assertThat(due.use().time()).isEqualTo(NOW));
  }

  @Test
  void readsOfAnAnswerWhatIsAsItMustBe() throws JsonException {
    assertThat(
            UsesAnswer.read(
                """
                {"region": "eu-test-1", "more": [],
                 "uses": {"AROA1": "2026-03-01T10:00:00Z", "AROA2": "soon", "AROA3": 7}}
                """))
        .isEqualTo(Map.of("AROA1", new RoleUse(NOW, "eu-test-1")));
    assertThat(UsesAnswer.read("[]")).isEmpty();
    assertThat(UsesAnswer.read("{\"uses\": []}")).isEmpty();
  }

  private static Map<String, RoleUse> used(Instant time) {
    return Map.of(ID, new RoleUse(time, "eu-test-1"));
  }

  private static IAMRole role(@Nullable String told) {
    IAMRole role = new IAMRole();
    role.getMetadata().setNamespace("acme");
    role.getMetadata().setName("reports");
    role.getMetadata().setUid(UID);
    if (told != null) {
      RoleLastUsed last = new RoleLastUsed();
      last.setTime(told);
      IAMRoleStatus status = new IAMRoleStatus();
      status.setLastUsed(last);
      role.setStatus(status);
    }
    return role;
  }
}
