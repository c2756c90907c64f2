package dev.rolecall.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.rolecall.fakes.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenKeysTest {
  private final MovableClock clock = MovableClock.at("2026-03-01T12:00:00Z");
  private final String first = TokenKeys.withNewKeys("", clock);

  @Test
  void signsWhatItsPublicKeysVerify() throws Exception {
    TokenKeys keys = TokenKeys.parse(first);
    JWKSet published = JWKSet.parse(keys.publicJwks());

    for (TokenAlgorithm algorithm : TokenAlgorithm.values()) {
      JWSObject token = JWSObject.parse(keys.sign("{\"a\":1}", algorithm, clock.instant()));
      JWK key = published.getKeyByKeyId(token.getHeader().getKeyID());
      assertThat(token.getHeader().getAlgorithm()).hasToString(algorithm.name());
      assertThat(token.getHeader().getType()).hasToString("JWT");
      assertThat(
              switch (algorithm) {
                case RS256 -> token.verify(new RSASSAVerifier(key.toRSAKey()));
                case ES384 -> token.verify(new ECDSAVerifier(key.toECKey()));
              })
          .isTrue();
    }
    assertThat(published.getKeys()).hasSize(2).noneMatch(JWK::isPrivate);
  }

  @Test
  void publishesAKeyForThreeHoursBeforeItSigns() throws Exception {
    clock.advance(Duration.ofDays(30));
    TokenKeys keys = TokenKeys.parse(TokenKeys.withNewKeys(first, clock));

    assertThat(JWKSet.parse(keys.publicJwks()).getKeys()).hasSize(4);
    clock.advance(Duration.ofHours(3).minusSeconds(1));
    assertThat(List.of(signer(keys, TokenAlgorithm.RS256), signer(keys, TokenAlgorithm.ES384)))
        .allMatch(first::contains);
    clock.advance(Duration.ofSeconds(1));
    assertThat(List.of(signer(keys, TokenAlgorithm.RS256), signer(keys, TokenAlgorithm.ES384)))
        .noneMatch(first::contains);
  }

  @Test
  void dropsKeysOnceNoTokenOfThemIsGood() {
    clock.advance(Duration.ofDays(30));
    String both = TokenKeys.withNewKeys(first, clock);

    clock.advance(Duration.ofHours(5));
    assertThat(ids(TokenKeys.withoutSpentKeys(both, clock))).hasSize(4);
    clock.advance(Duration.ofSeconds(1));
    assertThat(ids(TokenKeys.withoutSpentKeys(both, clock))).hasSize(2).noneMatch(first::contains);
    assertThat(ids(TokenKeys.withoutSpentKeys(first, clock))).hasSize(2);
  }

  @Test
  void saysWhatEachKeyIsUsedFor() {
    Instant made = clock.instant();
    clock.advance(Duration.ofDays(30));
    Instant rotated = clock.instant();
    TokenKeys keys = TokenKeys.parse(TokenKeys.withNewKeys(first, clock));

    assertThat(keys.uses(rotated))
        .extracting(TokenKeyUse::algorithm, Object::getClass)
        .containsExactlyInAnyOrder(
            tuple(TokenAlgorithm.RS256, TokenKeyUse.Signs.class),
            tuple(TokenAlgorithm.ES384, TokenKeyUse.Signs.class),
            tuple(TokenAlgorithm.RS256, TokenKeyUse.WillSign.class),
            tuple(TokenAlgorithm.ES384, TokenKeyUse.WillSign.class));
    assertThat(keys.uses(rotated))
        .filteredOn(TokenKeyUse.WillSign.class::isInstance)
        .allMatch(
            use -> ((TokenKeyUse.WillSign) use).from().equals(rotated.plus(Duration.ofHours(3))));
    assertThat(keys.uses(rotated.plus(Duration.ofHours(3))))
        .filteredOn(use -> use.created().equals(made))
        .hasSize(2)
        .allMatch(
            use -> ((TokenKeyUse.Published) use).until().equals(rotated.plus(Duration.ofHours(5))));
  }

  @Test
  void dropsTheOneKeyThatIsNamed() {
    clock.advance(Duration.ofDays(30));
    String both = TokenKeys.withNewKeys(first, clock);
    String dropped = ids(first).getFirst();

    assertThat(ids(TokenKeys.withoutKey(both, dropped, clock)))
        .hasSize(3)
        .doesNotContain(dropped)
        .isSubsetOf(ids(both));
    assertThatThrownBy(() -> TokenKeys.withoutKey(both, "other", clock))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void makesAKeyThatSignsAtOnceWhereAnAlgorithmHasNoneLeft() throws Exception {
    String dropped = ids(first).getFirst();
    String left = ids(first).getLast();

    TokenKeys keys = TokenKeys.parse(TokenKeys.withoutKey(first, dropped, clock));

    assertThat(signer(keys, TokenAlgorithm.RS256)).isNotEqualTo(dropped);
    assertThat(signer(keys, TokenAlgorithm.ES384)).isEqualTo(left);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"keys\":[]}",
        "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"a\",\"iat\":1,\"k\":\"c2VjcmV0\"}]}",
      })
  void refusesWhatIsNoSuchSetAndRepeatsNothingOfIt(String text) {
    assertThatThrownBy(() -> TokenKeys.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("c2VjcmV0")
        .hasNoCause();
  }

  @Test
  void refusesKeysWithoutTheirPrivatePart() {
    String open = TokenKeys.parse(first).publicJwks();
    assertThatThrownBy(() -> TokenKeys.parse(open))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not private");
  }

  @Test
  void printsNoSecret() throws Exception {
    String secret = JWKSet.parse(first).getKeys().get(1).toECKey().getD().toString();
    assertThat(TokenKeys.parse(first).toString()).doesNotContain(secret).contains("key");
  }

  private String signer(TokenKeys keys, TokenAlgorithm algorithm) throws Exception {
    return JWSObject.parse(keys.sign("{}", algorithm, clock.instant())).getHeader().getKeyID();
  }

  private static List<String> ids(String jwkSet) {
    try {
      return JWKSet.parse(jwkSet).getKeys().stream().map(JWK::getKeyID).toList();
    } catch (java.text.ParseException e) {
      throw new AssertionError(e);
    }
  }
}
