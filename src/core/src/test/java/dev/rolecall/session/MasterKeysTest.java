package dev.rolecall.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.fakes.MovableClock;
import dev.rolecall.session.MasterKeys.KeyUse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MasterKeysTest {
  private static final String SECRET = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

  private final MovableClock clock = MovableClock.at("2026-03-01T12:00:00Z");

  @Test
  void sealsWithTheFirstKeyOfAllAtOnce() {
    String set = MasterKeys.withNewKey("", clock);
    assertThat(sealing(set)).isEqualTo(onlyKeyOf(set));
  }

  @Test
  void sealsWithANewKeyTenMinutesLater() {
    String first = MasterKeys.withNewKey("", clock);
    clock.advance(Duration.ofDays(1));
    String both = MasterKeys.withNewKey(first, clock);

    assertThat(sealing(both)).isEqualTo(onlyKeyOf(first));
    clock.advance(Duration.ofMinutes(10).minusSeconds(1));
    assertThat(sealing(both)).isEqualTo(onlyKeyOf(first));
    clock.advance(Duration.ofSeconds(1));
    assertThat(sealing(both)).isNotEqualTo(onlyKeyOf(first));
  }

  @Test
  void sealsWithTheOldestOfSeveralNewKeys() {
    String first = MasterKeys.withNewKey("", clock);
    clock.advance(Duration.ofMinutes(1));
    String both = MasterKeys.withNewKey(first, clock);
    assertThat(sealing(both)).isEqualTo(onlyKeyOf(first));
  }

  @Test
  void keepsAReplacedKeyAsLongAsASessionMayHaveIt() {
    String first = MasterKeys.withNewKey("", clock);
    clock.advance(Duration.ofDays(30));
    String both = MasterKeys.withNewKey(first, clock);

    clock.advance(Duration.ofMinutes(10).plusHours(12));
    assertThat(keysIn(MasterKeys.withoutSpentKeys(both, clock))).isEqualTo(2);
    clock.advance(Duration.ofHours(1).plusSeconds(1));
    assertThat(keysIn(MasterKeys.withoutSpentKeys(both, clock))).isEqualTo(1);
    assertThat(MasterKeys.withoutSpentKeys(both, clock)).doesNotContain(onlyKeyOf(first));
  }

  @Test
  void saysWhenItsNewestKeyWasMade() {
    String first = MasterKeys.withNewKey("", clock);
    clock.advance(Duration.ofDays(30));
    String both = MasterKeys.withNewKey(first, clock);
    assertThat(MasterKeys.parse(both).newest()).isEqualTo(clock.instant());
  }

  @Test
  void tellsWhatEachKeyIsUsedFor() {
    String set = MasterKeys.withNewKey("", clock);
    clock.advance(Duration.ofDays(30));
    set = MasterKeys.withNewKey(set, clock);
    Instant second = clock.instant();
    clock.advance(Duration.ofDays(1));
    set = MasterKeys.withNewKey(set, clock);
    Instant third = clock.instant();

    assertThat(MasterKeys.parse(set).uses(clock.instant()))
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .isInstanceOfSatisfying(
                        KeyUse.Opens.class,
                        opens ->
                            assertThat(opens.until())
                                .isEqualTo(second.plus(Duration.ofHours(13).plusMinutes(10)))),
            sealing -> assertThat(sealing).isInstanceOf(KeyUse.Seals.class),
            next ->
                assertThat(next)
                    .isInstanceOfSatisfying(
                        KeyUse.WillSeal.class,
                        will -> assertThat(will.from()).isEqualTo(third.plusSeconds(600))));
  }

  @Test
  void dropsTheKeyThatIsNamed() {
    String first = MasterKeys.withNewKey("", clock);
    String both = MasterKeys.withNewKey(first, clock);
    String second = MasterKeys.withoutKey(both, onlyKeyOf(first), clock);

    assertThat(keysIn(second)).isEqualTo(1);
    assertThat(second).doesNotContain(onlyKeyOf(first));
    String anew = MasterKeys.withoutKey(second, onlyKeyOf(second), clock);
    assertThat(keysIn(anew)).isEqualTo(1);
    assertThat(anew).doesNotContain(onlyKeyOf(second));
    assertThat(sealing(anew)).isEqualTo(onlyKeyOf(anew));
    assertThatThrownBy(() -> MasterKeys.withoutKey(both, "other", clock))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no master key other");
  }

  @Test
  void keepsTheNewestKeyHoweverOld() {
    String only = MasterKeys.withNewKey("", clock);
    clock.advance(Duration.ofDays(3650));
    assertThat(MasterKeys.withoutSpentKeys(only, clock)).isEqualTo(only);
  }

  @Test
  void refusesWhatIsNoKeySetAndSaysNothingOfItsSecrets() {
    assertRefused("", "the master keys are no JWK set");
    assertRefused(
        "{\"keys\":[{\"kty\":\"oct\",\"k\":\"" + SECRET, "the master keys are no JWK set");
    assertRefused("{\"keys\":[]}", "the JWK set has no master key");
    assertRefused(set("\"k\":\"" + SECRET + "\",\"iat\":1"), "a master key has no kid");
    assertRefused(set("\"k\":\"" + SECRET + "\",\"kid\":\"a\""), "master key a has no iat");
    assertRefused(set("\"k\":\"AAEC\",\"kid\":\"a\",\"iat\":1"), "master key a has not 256 bits");
    assertRefused(
        "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"a\",\"x\":\"" + SECRET + "\"}]}",
        "master key a is not of kty oct");
    String key = "{\"kty\":\"oct\",\"k\":\"" + SECRET + "\",\"kid\":\"a\",\"iat\":1}";
    assertRefused("{\"keys\":[" + key + "," + key + "]}", "two master keys have the kid a");
  }

  @Test
  void printsNoKey() {
    assertThat(MasterKeys.parse(set("\"k\":\"" + SECRET + "\",\"kid\":\"a\",\"iat\":1")))
        .hasToString("[master key a]");
  }

  private static void assertRefused(String text, String message) {
    assertThatThrownBy(() -> MasterKeys.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message)
        .hasNoCause();
  }

  private static String set(String members) {
    return "{\"keys\":[{\"kty\":\"oct\"," + members + "}]}";
  }

  private String sealing(String set) {
    return MasterKeys.parse(set).sealing(clock.instant()).id();
  }

  private String onlyKeyOf(String set) {
    return set.replaceAll(".*\"kid\":\"([^\"]+)\".*", "$1");
  }

  private static int keysIn(String set) {
    return set.split("\"kid\"", -1).length - 1;
  }
}
