package dev.rolecall.token;

import static dev.rolecall.token.TokenRefusal.ALGORITHM_NOT_ALLOWED;
import static dev.rolecall.token.TokenRefusal.KEYS_UNAVAILABLE;
import static dev.rolecall.token.TokenRefusal.KEY_UNKNOWN;
import static dev.rolecall.token.TokenRefusal.NOT_A_JWT;
import static dev.rolecall.token.TokenRefusal.SIGNATURE_INVALID;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.rolecall.cache.Bounds;
import dev.rolecall.fakes.FakeIssuer;
import dev.rolecall.fakes.MovableClock;
import dev.rolecall.json.Json;
import dev.rolecall.token.TokenResult.Refused;
import dev.rolecall.token.TokenResult.Verified;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Form, algorithms, keys and signatures. */
class TokenSignatureTest {
  private static final String ISSUER = "https://issuer.example";
  private static final RSAKey RSA = FakeIssuer.rsa("rsa", 2048);
  private static final RSAKey FOREIGN = FakeIssuer.rsa("rsa", 2048);

  private final MovableClock clock = MovableClock.at("2026-09-11T12:00:00Z");
  private final FakeIssuer issuer = new FakeIssuer(ISSUER, clock);
  private final Map<String, Object> claims = issuer.claims("subject", "aud");

  private TokenResult verify(String token) throws JwkSetException {
    return verify(token, new InlineKeys(JwkSet.parse(issuer.jwks())));
  }

  private TokenResult verify(String token, KeySource keys) {
    TrustedIssuer trusted =
        new TrustedIssuer(ISSUER, Set.of("aud"), keys, Duration.ZERO, TrustedIssuer.Kind.EXTERNAL);
    return new TokenVerifier(clock, new Bounds(0, 0))
        .verify(token, iss -> Optional.of(trusted))
        .toCompletableFuture()
        .join();
  }

  private static JWK key(String algorithm) throws Exception {
    return algorithm.startsWith("RS")
        ? RSA
        : new ECKeyGenerator(Curve.forJWSAlgorithm(JWSAlgorithm.parse(algorithm)).iterator().next())
            .keyID("ec")
            .generate();
  }

  private static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static Object reason(TokenResult result) {
    return result instanceof Refused refused ? refused.reason() : result;
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "RS384", "RS512", "ES256", "ES384", "ES512"})
  void acceptsTheAlgorithmsOfSts(String name) throws Exception {
    JWK key = key(name);
    issuer.rotate(key);
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.parse(name)).keyID(key.getKeyID()).build();
    assertThat(verify(FakeIssuer.sign(header, key, Json.write(claims))))
        .isInstanceOf(Verified.class);
  }

  @Test
  void refusesAlgNone() throws Exception {
    issuer.rotate(RSA);
    String unsigned = base64("{\"alg\":\"none\"}") + "." + base64(Json.write(claims)) + ".";
    assertThat(verify(unsigned)).isEqualTo(new Refused(ALGORITHM_NOT_ALLOWED, "none"));
  }

  @Test
  void refusesAMacWithThePublicKeyAsSecret() throws Exception {
    issuer.rotate(RSA);
    String text = base64("{\"alg\":\"HS256\",\"kid\":\"rsa\"}") + "." + base64(Json.write(claims));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(RSA.toPublicKey().getEncoded(), "HmacSHA256"));
    String token = text + "." + base64(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    assertThat(verify(token)).isEqualTo(new Refused(ALGORITHM_NOT_ALLOWED, "HS256"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"alg\":null}",
        "{\"alg\":[\"RS256\"]}",
        "{\"alg\":\"PS256\"}",
        "{\"alg\":\"EdDSA\"}",
        "{\"alg\":\"ES256K\"}",
        "{\"alg\":\"rs256\"}",
        "{\"alg\":\"NONE\"}",
        "{\"alg\":\"RS256\",\"alg\":\"none\"}",
        "{\"alg\":\"HS256\",\"crit\":[\"exp\"]}",
      })
  void refusesEveryOtherAlgorithmBeforeAllElse(String header) throws Exception {
    issuer.rotate(RSA);
    assertThat(reason(verify(base64(header) + ".?.?"))).isEqualTo(ALGORITHM_NOT_ALLOWED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "a.b",
        "a.b.c.d.e",
        "not a token",
        "eyJhbGciOiJSUzI1NiJ9.e30",
        "eyJhbGciOiJSUzI1NiJ9.e30=.AA",
        "eyJhbGciOiJSUzI1NiJ9.e31.AA",
        "eyJhbGciOiJSUzI1NiJ9.e30.A",
        "eyJhbGciOiJSUzI1NiJ9.e30.A+/A",
        "eyJhbGciOiJSUzI1NiJ9.e30.AA\n",
        "eyJhbGciOiJSUzI1NiJ9.W10.AA",
        "W10.e30.AA",
        "eyJhbGciOiJSUzI1NiIsImtpZCI6MX0.e30.AA",
      })
  void refusesWhatIsGarbled(String token) throws Exception {
    issuer.rotate(RSA);
    assertThat(reason(verify(token))).isEqualTo(NOT_A_JWT);
  }

  @Test
  void refusesTextThatIsNotUtf8() throws Exception {
    issuer.rotate(RSA);
    byte[] payload = {'{', '"', (byte) 0xc3, '"', ':', '1', '}'};
    assertThat(reason(verify(base64("{\"alg\":\"RS256\"}") + "." + base64(payload) + ".AA")))
        .isEqualTo(NOT_A_JWT);
  }

  @Test
  void refusesCriticalExtensions() throws Exception {
    issuer.rotate(RSA);
    String token = base64("{\"alg\":\"RS256\",\"crit\":[\"b64\"]}") + ".e30.AA";
    assertThat(verify(token)).isEqualTo(new Refused(NOT_A_JWT, "the header has crit"));
  }

  @Test
  void refusesWhatIsTooLong() throws Exception {
    issuer.rotate(RSA);
    claims.put("pad", "x".repeat(20_000 * 3 / 4));
    assertThat(verify(issuer.sign(claims)))
        .isEqualTo(new Refused(NOT_A_JWT, "longer than 20000 characters"));
  }

  @Test
  void refusesClaimsThatAreNestedTooDeep() throws Exception {
    issuer.rotate(RSA);
    String payload = "{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}";
    assertThat(reason(verify(issuer.sign(payload)))).isEqualTo(NOT_A_JWT);
  }

  @Test
  void refusesTheSignatureOfAForeignKey() throws Exception {
    issuer.rotate(RSA);
    String token = new FakeIssuer(ISSUER, clock).rotate(FOREIGN).sign(claims);
    assertThat(verify(token)).isEqualTo(new Refused(SIGNATURE_INVALID, "RS256"));
  }

  @Test
  void refusesClaimsThatWereNotSigned() throws Exception {
    issuer.rotate(RSA);
    String[] parts = issuer.sign(claims).split("\\.");
    claims.put("sub", "admin");
    String forged = parts[0] + "." + base64(Json.write(claims)) + "." + parts[2];
    assertThat(reason(verify(forged))).isEqualTo(SIGNATURE_INVALID);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 64, 65, 128})
  void refusesSignaturesOfAnyLengthThatAreZeros(int length) throws Exception {
    issuer.rotate(key("ES256"));
    String[] parts = issuer.sign(claims).split("\\.");
    String forged = parts[0] + "." + parts[1] + "." + base64(new byte[length]);
    assertThat(reason(verify(forged))).isEqualTo(SIGNATURE_INVALID);
  }

  @Test
  void refusesAnEllipticSignatureInDer() throws Exception {
    issuer.rotate(key("ES256"));
    String[] parts = issuer.sign(claims).split("\\.");
    byte[] der = ECDSA.transcodeSignatureToDER(Base64.getUrlDecoder().decode(parts[2]));
    assertThat(reason(verify(parts[0] + "." + parts[1] + "." + base64(der))))
        .isEqualTo(SIGNATURE_INVALID);
  }

  @ParameterizedTest
  @CsvSource({"ES256, ES384", "ES384, ES256", "ES512, ES256", "ES256, RS256", "RS256, ES256"})
  void refusesAKeyThatIsNotForTheAlgorithm(String algorithm, String keyAlgorithm) throws Exception {
    JWK key = key(keyAlgorithm);
    issuer.rotate(key);
    String header = "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + key.getKeyID() + "\"}";
    String token = base64(header) + "." + base64(Json.write(claims)) + "." + base64(new byte[64]);
    assertThat(verify(token))
        .isEqualTo(
            new Refused(KEY_UNKNOWN, "the key '" + key.getKeyID() + "' is not for " + algorithm));
  }

  @Test
  void refusesAnUnsoundKeyWhereverItComesFrom() throws Exception {
    RSAKey weak = FakeIssuer.rsa("weak", 1024);
    issuer.rotate(weak);
    PublicKey key = weak.toPublicKey();
    String token = issuer.sign(claims);
    assertThat(reason(verify(token))).isEqualTo(KEY_UNKNOWN);
    assertThat(
            reason(
                verify(
                    token, keyId -> CompletableFuture.completedFuture(new KeyLookup.Found(key)))))
        .isEqualTo(KEY_UNKNOWN);
  }

  @Test
  void refusesAKeyIdThatTheIssuerDoesNotHave() throws Exception {
    issuer.rotate(RSA);
    String token = new FakeIssuer(ISSUER, clock).rotate("other").sign(claims);
    assertThat(verify(token)).isEqualTo(new Refused(KEY_UNKNOWN, "no key 'other'"));
  }

  @Test
  void takesTheOnlyKeyForATokenThatNamesNone() throws Exception {
    issuer.rotate(RSA);
    JWSHeader header = new JWSHeader(JWSAlgorithm.RS256);
    String token = FakeIssuer.sign(header, RSA, Json.write(claims));
    assertThat(verify(token)).isInstanceOf(Verified.class);
    issuer.rotate((ECKey) key("ES256"));
    assertThat(reason(verify(token))).isEqualTo(KEY_UNKNOWN);
  }

  @Test
  void refusesAnEmptyKeyId() throws Exception {
    issuer.rotate(RSA);
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("").build();
    assertThat(reason(verify(FakeIssuer.sign(header, RSA, Json.write(claims)))))
        .isEqualTo(KEY_UNKNOWN);
  }

  @Test
  void saysThatKeysCannotBeHadNow() {
    String token = issuer.rotate(RSA).sign(claims);
    assertThat(
            verify(
                token,
                keyId -> CompletableFuture.completedFuture(new KeyLookup.Unavailable("away"))))
        .isEqualTo(new Refused(KEYS_UNAVAILABLE, "away"));
    assertThat(
            reason(
                verify(
                    token, keyId -> CompletableFuture.failedFuture(new IllegalStateException()))))
        .isEqualTo(KEYS_UNAVAILABLE);
  }
}
