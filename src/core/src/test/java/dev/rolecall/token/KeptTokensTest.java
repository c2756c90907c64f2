package dev.rolecall.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import dev.rolecall.cache.Bounds;
import dev.rolecall.fakes.FakeIssuer;
import dev.rolecall.fakes.MovableClock;
import dev.rolecall.token.TokenResult.Refused;
import dev.rolecall.token.TokenResult.Verified;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens that come back: only the reading and the signature are not done again. */
class KeptTokensTest {
  private static final String ISSUER = "https://issuer.example/id";
  private static final JWK KEY = FakeIssuer.rsa("k1", 2048);
  private static final JWK OTHER_KEY_OF_SAME_ID = FakeIssuer.rsa("k1", 2048);
  private static final Set<String> AUDIENCE = Set.of("sts.amazonaws.com");

  private final MovableClock clock = MovableClock.at(Instant.parse("2026-09-11T12:00:00Z"));
  private final FakeIssuer issuer = new FakeIssuer(ISSUER, clock).rotate(KEY);
  private final TokenVerifier verifier = new TokenVerifier(clock, new Bounds(100, 1 << 20));
  private final String token = issuer.sign(issuer.claims("repo:acme/app", "sts.amazonaws.com"));

  private TokenResult verify(String text, Set<String> audiences, KeySource keys) {
    TrustedIssuer trusted =
        new TrustedIssuer(
            ISSUER, audiences, keys, Duration.ofSeconds(300), TrustedIssuer.Kind.EXTERNAL);
    return verifier.verify(text, iss -> Optional.of(trusted)).toCompletableFuture().join();
  }

  private static KeySource key(JWK jwk) {
    try {
      PublicKey key = jwk.toRSAKey().toPublicKey();
      return keyId -> CompletableFuture.completedFuture(new KeyLookup.Found(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TokenRefusal reason(TokenResult result) {
    return ((Refused) result).reason();
  }

  @BeforeEach
  void hasBeenHereTwice() {
    assertThat(verify(token, AUDIENCE, key(KEY))).isInstanceOf(Verified.class);
    assertThat(verify(token, AUDIENCE, key(KEY))).isInstanceOf(Verified.class);
  }

  @Test
  void isVerifiedAsItWas() {
    TokenResult again = verify(token, AUDIENCE, key(KEY));

    TokenVerifier forgetful = new TokenVerifier(clock, new Bounds(0, 0));
    TrustedIssuer trusted =
        new TrustedIssuer(
            ISSUER, AUDIENCE, key(KEY), Duration.ofSeconds(300), TrustedIssuer.Kind.EXTERNAL);
    assertThat(again)
        .isEqualTo(
            forgetful.verify(token, iss -> Optional.of(trusted)).toCompletableFuture().join());
  }

  @Test
  void isRefusedOnceItIsOver() {
    clock.advance(Duration.ofSeconds(3600 + 299));
    assertThat(verify(token, AUDIENCE, key(KEY))).isInstanceOf(Verified.class);

    clock.advance(Duration.ofSeconds(2));
    assertThat(reason(verify(token, AUDIENCE, key(KEY)))).isEqualTo(TokenRefusal.EXPIRED);
  }

  @Test
  void isVerifiedAnewByAnotherKeyOfTheSameId() {
    assertThat(reason(verify(token, AUDIENCE, key(OTHER_KEY_OF_SAME_ID))))
        .isEqualTo(TokenRefusal.SIGNATURE_INVALID);
    assertThat(verify(token, AUDIENCE, key(KEY))).isInstanceOf(Verified.class);
  }

  @Test
  void isRefusedOnceItsKeyIsGone() {
    KeySource none = keyId -> CompletableFuture.completedFuture(new KeyLookup.NotFound());

    assertThat(reason(verify(token, AUDIENCE, none))).isEqualTo(TokenRefusal.KEY_UNKNOWN);
  }

  @Test
  void isRefusedWhereItsAudienceIsNotAccepted() {
    assertThat(reason(verify(token, Set.of("authorize.rolecall.dev"), key(KEY))))
        .isEqualTo(TokenRefusal.AUDIENCE_MISMATCH);
  }

  @Test
  void isRefusedOnceNobodyTrustsItsIssuer() {
    TokenResult result =
        verifier.verify(token, iss -> Optional.empty()).toCompletableFuture().join();

    assertThat(reason(result)).isEqualTo(TokenRefusal.ISSUER_UNKNOWN);
  }

  @Test
  void anotherSignatureOfTheSameClaimsIsNotTakenForIt() {
    int signature = token.lastIndexOf('.') + 1;
    char changed = token.charAt(signature) == 'A' ? 'B' : 'A';
    String forged = token.substring(0, signature) + changed + token.substring(signature + 1);

    assertThat(reason(verify(forged, AUDIENCE, key(KEY))))
        .isEqualTo(TokenRefusal.SIGNATURE_INVALID);
    assertThat(reason(verify(forged, AUDIENCE, key(KEY))))
        .isEqualTo(TokenRefusal.SIGNATURE_INVALID);
  }
}
