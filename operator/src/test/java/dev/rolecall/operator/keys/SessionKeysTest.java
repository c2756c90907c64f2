package dev.rolecall.operator.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.fakes.MovableClock;
import dev.rolecall.identity.Secret;
import dev.rolecall.kube.resource.SessionKeysSecret;
import dev.rolecall.operator.fakes.InMemorySecrets;
import dev.rolecall.outbound.TokenKeys;
import dev.rolecall.session.MasterKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SessionKeysTest {
  private final MovableClock clock = MovableClock.at("2026-01-01T00:00:00Z");
  private final InMemorySecrets secrets = new InMemorySecrets();
  private final SessionKeys keys = new SessionKeys(secrets, clock, Duration.ofDays(30));

  @Test
  void makesAKeyWhereThereIsNone() {
    keys.maintain();
    assertThat(MasterKeys.parse(stored()).newest()).isEqualTo(clock.instant());
  }

  @Test
  void leavesKeysAloneBetweenRotations() {
    keys.maintain();
    clock.advance(Duration.ofDays(30));
    keys.maintain();
    assertThat(secrets.writes()).isEqualTo(1);
  }

  @Test
  void keepsTheOldKeyAfterARotationUntilNoSessionHasIt() {
    keys.maintain();
    String first = stored();
    clock.advance(Duration.ofDays(31));
    keys.maintain();
    String rotated = stored();
    assertThat(rotated).contains(first.substring(first.indexOf("\"k\""), first.indexOf("}")));

    clock.advance(Duration.ofHours(14));
    keys.maintain();
    assertThat(stored().length()).isLessThan(rotated.length());
    assertThat(MasterKeys.parse(stored()).newest()).isEqualTo(MasterKeys.parse(rotated).newest());
  }

  @Test
  void sealsWithTheKeyOfTodayWhereTheClockLeaptAndCameBack() {
    keys.maintain();
    Instant today = clock.instant();
    clock.advance(Duration.ofDays(31));
    keys.maintain();
    clock.advance(Duration.ofDays(-31));
    keys.maintain();

    MasterKeys after = MasterKeys.parse(stored());
    assertThat(after.uses(clock.instant()))
        .filteredOn(MasterKeys.KeyUse.Seals.class::isInstance)
        .singleElement()
        .extracting(MasterKeys.KeyUse::created)
        .isEqualTo(today);
  }

  @Test
  void rotatesTheKeysOfIdentityTokensLikewise() {
    keys.maintain();
    String first = stored(SessionKeysSecret.IDENTITY_TOKENS);
    assertThat(TokenKeys.parse(first).newest()).isEqualTo(clock.instant());
    clock.advance(Duration.ofDays(31));
    keys.maintain();
    String rotated = stored(SessionKeysSecret.IDENTITY_TOKENS);
    assertThat(TokenKeys.parse(rotated).newest()).isEqualTo(clock.instant());
    assertThat(rotated).hasSizeGreaterThan(first.length());

    clock.advance(Duration.ofHours(6));
    keys.maintain();
    assertThat(stored(SessionKeysSecret.IDENTITY_TOKENS)).hasSizeLessThan(rotated.length());
  }

  @Test
  void takesTheKeyOfTheReplicaThatWasFirst() {
    secrets.beforeNextWrite(keys::maintain);
    keys.maintain();
    assertThat(secrets.writes()).isEqualTo(1);
  }

  @Test
  void neverReplacesKeysThatItCannotRead() {
    secrets.put(SessionKeysSecret.NAME, Map.of(SessionKeysSecret.ENTRY, new Secret("garbled")));
    assertThatThrownBy(keys::maintain)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("garbled");
    assertThat(stored()).isEqualTo("garbled");
  }

  private String stored() {
    return stored(SessionKeysSecret.ENTRY);
  }

  private String stored(String entry) {
    return Objects.requireNonNull(secrets.data(SessionKeysSecret.NAME).get(entry)).reveal();
  }
}
