package dev.rolecall.sts.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.MovableClock;
import dev.rolecall.identity.RoleId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoleUsesTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final RoleId REPORTS = RoleId.ofUid("reports");
  private static final RoleId ARCHIVE = RoleId.ofUid("archive");

  private final MovableClock clock = MovableClock.at(START.plusMillis(250));
  private final RoleUses uses = new RoleUses(clock);

  @Test
  void tellsWhenEachRoleWasUsedLastToTheMinute() {
    uses.used(REPORTS);
    clock.advance(Duration.ofSeconds(59));
    uses.used(REPORTS);
    uses.used(ARCHIVE);

    assertThat(uses.all())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(REPORTS.value(), START, ARCHIVE.value(), START.plusSeconds(59)));

    clock.advance(Duration.ofSeconds(1));
    uses.used(REPORTS);
    assertThat(uses.all()).containsEntry(REPORTS.value(), START.plusSeconds(60));
  }

  @Test
  void knowsNothingBeforeTheFirstUse() {
    assertThat(uses.all()).isEmpty();
  }

  @Test
  void forgetsTheRolesThatWereNotUsedLongestWhereThereAreTooMany() {
    uses.used(REPORTS);
    clock.advance(Duration.ofHours(1));
    for (int role = 0; role < 2 * RoleUses.KEPT; role++) {
      uses.used(RoleId.ofUid("of-many-" + role));
    }
    uses.used(ARCHIVE);

    assertThat(uses.all())
        .hasSizeBetween(RoleUses.KEPT / 2, RoleUses.KEPT)
        .containsKey(ARCHIVE.value())
        .doesNotContainKey(REPORTS.value());
  }
}
