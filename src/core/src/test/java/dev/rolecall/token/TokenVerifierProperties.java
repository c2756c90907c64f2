package dev.rolecall.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import dev.rolecall.cache.Bounds;
import dev.rolecall.fakes.FakeIssuer;
import dev.rolecall.fakes.MovableClock;
import dev.rolecall.json.Json;
import dev.rolecall.token.TokenResult.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;

class TokenVerifierProperties {
  private static final String ISSUER = "https://issuer.example";
  private static final JWK KEY = FakeIssuer.rsa("k1", 2048);
  private static final MovableClock CLOCK = MovableClock.at("2026-09-11T12:00:00Z");
  private static final FakeIssuer TOKENS = new FakeIssuer(ISSUER, CLOCK).rotate(KEY);
  private static final String GOOD = TOKENS.sign(TOKENS.claims("subject", "aud"));

  private static TokenResult verify(String token) throws JwkSetException {
    TrustedIssuer trusted =
        new TrustedIssuer(
            ISSUER,
            Set.of("aud"),
            new InlineKeys(JwkSet.parse(TOKENS.jwks())),
            Duration.ZERO,
            TrustedIssuer.Kind.CLUSTER);
    return new TokenVerifier(CLOCK, new Bounds(0, 0))
        .verify(token, iss -> Optional.of(trusted))
        .toCompletableFuture()
        .join();
  }

  @Property
  void answersAnyTextWithARefusal(@ForAll String text) throws JwkSetException {
    assertThat(verify(text)).isInstanceOf(Refused.class);
  }

  @Property
  void answersAnyBytesWithARefusal(@ForAll byte[] header, @ForAll byte[] payload)
      throws JwkSetException {
    assertThat(verify(base64(header) + "." + base64(payload) + "." + base64(payload)))
        .isInstanceOf(Refused.class);
  }

  @Property
  void answersAnyJsonWithARefusal(@ForAll("json") String header, @ForAll("json") String payload)
      throws JwkSetException {
    assertThat(verify(base64(header) + "." + base64(payload) + ".AAAA"))
        .isInstanceOf(Refused.class);
  }

  @Property
  void neverThrowsForClaimsOfAnyShape(@ForAll("json") String payload) throws JwkSetException {
    assertThat(verify(TOKENS.sign(payload))).isNotNull();
  }

  @Property
  void neverThrowsForGoodClaimsThatOthersFollow(@ForAll("json") String more)
      throws JwkSetException {
    String claims = Json.write(TOKENS.claims("system:serviceaccount:a:b", "aud"));
    String payload = more.equals("{}") ? claims : claims.replace('}', ',') + more.substring(1);
    assertThat(verify(TOKENS.sign(payload))).isNotNull();
  }

  @Property
  void refusesATokenWithAnyCharacterChanged(
      @ForAll @IntRange(min = 0, max = 10_000) int place,
      @ForAll @AlphaChars @NumericChars @Chars({'-', '_', '.', '='}) char other)
      throws JwkSetException {
    StringBuilder changed = new StringBuilder(GOOD);
    changed.setCharAt(place % GOOD.length(), other);
    if (!changed.toString().equals(GOOD)) {
      assertThat(verify(changed.toString())).isInstanceOf(Refused.class);
    }
  }

  @Property
  void neverThrowsForAKeySetOfAnyShape(@ForAll("json") String member) throws JwkSetException {
    JwkSet keys = JwkSet.parse("{\"keys\":[" + member + "]}");
    assertThat(keys.find("k1")).isNotNull();
  }

  private static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Objects of the members that matter, with values that fit and values that do not. */
  @Provide
  Arbitrary<String> json() {
    Arbitrary<String> names =
        Arbitraries.of(
            "alg",
            "kid",
            "crit",
            "iss",
            "sub",
            "aud",
            "iat",
            "exp",
            "nbf",
            "azp",
            "kty",
            "n",
            "e",
            "crv",
            "x",
            "y",
            "use",
            "kubernetes.io",
            "namespace",
            "pod",
            "serviceaccount",
            "name");
    Arbitrary<String> values =
        Arbitraries.oneOf(
            Arbitraries.of(
                "null",
                "true",
                "[]",
                "{}",
                "0",
                "-1",
                "1e999999",
                "99999999999999999999",
                "\"\"",
                "\"RS256\"",
                "\"k1\"",
                "\"" + ISSUER + "\"",
                "\"aud\"",
                "[\"aud\"]",
                "1788955200",
                "\"1788955200\"",
                "\"RSA\"",
                "\"EC\"",
                "\"P-256\"",
                "\"AQAB\"",
                "\"AA\"",
                "{\"namespace\":\"a\",\"serviceaccount\":{\"name\":\"b\",\"uid\":\"c\"}}"),
            Arbitraries.strings().ofMaxLength(20).map(TokenVerifierProperties::quoted));
    return names
        .flatMap(name -> values.map(value -> quoted(name) + ":" + value))
        .list()
        .ofMaxSize(12)
        .map(members -> "{" + String.join(",", members) + "}");
  }

  private static String quoted(String text) {
    return Json.write(Json.of(text));
  }
}
