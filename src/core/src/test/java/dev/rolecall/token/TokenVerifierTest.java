package dev.rolecall.token;

import static dev.rolecall.token.TokenRefusal.AUDIENCE_AMBIGUOUS;
import static dev.rolecall.token.TokenRefusal.AUDIENCE_MISMATCH;
import static dev.rolecall.token.TokenRefusal.CLAIM_EMPTY;
import static dev.rolecall.token.TokenRefusal.CLAIM_MISSING;
import static dev.rolecall.token.TokenRefusal.EXPIRED;
import static dev.rolecall.token.TokenRefusal.ISSUED_IN_THE_FUTURE;
import static dev.rolecall.token.TokenRefusal.ISSUER_UNKNOWN;
import static dev.rolecall.token.TokenRefusal.NOT_A_JWT;
import static dev.rolecall.token.TokenRefusal.NOT_YET_VALID;
import static dev.rolecall.token.TokenRefusal.TIMESTAMP_INVALID;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import dev.rolecall.cache.Bounds;
import dev.rolecall.fakes.FakeIssuer;
import dev.rolecall.fakes.MovableClock;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue;
import dev.rolecall.token.TokenResult.Refused;
import dev.rolecall.token.TokenResult.Verified;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims, times and audiences, in the order in which STS looks at them. */
class TokenVerifierTest {
  private static final String ISSUER = "https://issuer.example/id";
  private static final JWK KEY = FakeIssuer.rsa("k1", 2048);
  private static final Instant NOW = Instant.parse("2026-09-11T12:00:00Z");
  private static final long SECOND = NOW.getEpochSecond();

  private final MovableClock clock = MovableClock.at(NOW);
  private final FakeIssuer issuer = new FakeIssuer(ISSUER, clock).rotate(KEY);
  private Map<String, Object> claims = Map.of();

  @BeforeEach
  void startWithGoodClaims() {
    claims = issuer.claims("repo:acme/app", "sts.amazonaws.com");
  }

  private TokenResult verify(String token) throws JwkSetException {
    TrustedIssuer trusted =
        new TrustedIssuer(
            ISSUER,
            Set.of("sts.amazonaws.com", "other"),
            new InlineKeys(JwkSet.parse(issuer.jwks())),
            Duration.ofSeconds(300),
            TrustedIssuer.Kind.EXTERNAL);
    return new TokenVerifier(clock, new Bounds(0, 0))
        .verify(token, iss -> Optional.of(trusted).filter(found -> iss.equals(ISSUER)))
        .toCompletableFuture()
        .join();
  }

  private TokenResult verify() throws JwkSetException {
    return verify(issuer.sign(claims));
  }

  private VerifiedToken verified() throws JwkSetException {
    assertThat(verify()).isInstanceOf(Verified.class);
    return ((Verified) verify()).token();
  }

  @Test
  void saysWhatItVerified() throws Exception {
    VerifiedToken token = verified();

    assertThat(token.issuer()).isEqualTo(ISSUER);
    assertThat(token.subject()).isEqualTo("repo:acme/app");
    assertThat(token.audience()).isEqualTo("sts.amazonaws.com");
    assertThat(token.audiences()).containsExactly("sts.amazonaws.com");
    assertThat(token.issuedAt()).isEqualTo(NOW);
    assertThat(token.expiresAt()).isEqualTo(NOW.plusSeconds(3600));
    assertThat(token.kubernetes()).isEmpty();
    assertThat(token.claims().get("sub")).isPresent();
  }

  @Test
  void refusesAnIssuerThatNobodyTrustsBeforeItLooksAtOtherClaims() throws Exception {
    claims = Map.of("iss", "https://evil.example");
    assertThat(verify()).isEqualTo(new Refused(ISSUER_UNKNOWN, "https://evil.example"));
  }

  @Test
  void refusesAnIssuerThatWasSelectedLoosely() throws Exception {
    TrustedIssuer other =
        new TrustedIssuer(
            ISSUER + "/",
            Set.of("sts.amazonaws.com"),
            new InlineKeys(JwkSet.parse(issuer.jwks())),
            Duration.ZERO,
            TrustedIssuer.Kind.EXTERNAL);
    assertThat(
            new TokenVerifier(clock, new Bounds(0, 0))
                .verify(issuer.sign(claims), iss -> Optional.of(other))
                .toCompletableFuture()
                .join())
        .isEqualTo(new Refused(ISSUER_UNKNOWN, ISSUER));
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "sub", "aud", "iat", "exp"})
  void namesTheClaimThatIsMissing(String name) throws Exception {
    claims.remove(name);
    assertThat(verify()).isEqualTo(new Refused(CLAIM_MISSING, name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "sub", "aud"})
  void takesNullForMissing(String name) throws Exception {
    String payload = Json.write(claims).replaceFirst("\"" + name + "\":\"[^\"]*\"", quoted(name));
    assertThat(verify(issuer.sign(payload))).isEqualTo(new Refused(CLAIM_MISSING, name));
  }

  private static String quoted(String name) {
    return "\"" + name + "\":null";
  }

  @Test
  void refusesAnEmptyAudience() throws Exception {
    claims.put("aud", List.of());
    assertThat(verify()).isEqualTo(new Refused(CLAIM_EMPTY, "aud"));
    claims.put("aud", "");
    assertThat(verify()).isEqualTo(new Refused(CLAIM_EMPTY, "aud"));
  }

  @Test
  void refusesClaimsOfAnotherType() throws Exception {
    claims.put("aud", List.of("sts.amazonaws.com", 1));
    assertThat(verify()).isEqualTo(new Refused(NOT_A_JWT, "aud is not text"));
    claims.put("aud", "sts.amazonaws.com");
    claims.put("sub", List.of("a"));
    assertThat(verify()).isEqualTo(new Refused(NOT_A_JWT, "sub is not text"));
  }

  @Test
  void takesANumberAndEmptyTextForSubject() throws Exception {
    claims.put("sub", 42);
    assertThat(verified().subject()).isEqualTo("42");
    claims.put("sub", "");
    assertThat(verified().subject()).isEmpty();
  }

  @Test
  void takesTheLastOfDuplicateClaims() throws Exception {
    String payload = Json.write(claims);
    String twice = "{\"sub\":\"first\"," + payload.substring(1);
    assertThat(verify(issuer.sign(twice)))
        .isInstanceOfSatisfying(
            Verified.class,
            found -> assertThat(found.token().subject()).isEqualTo("repo:acme/app"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "1.5", "1e9", "\"\"", "\"x\"", "\"1.0\"", "[1]", "1000000000000000"})
  void refusesTimesThatAreNoIntegers(String value) throws Exception {
    for (String name : List.of("iat", "nbf", "exp")) {
      claims.put(name, "@");
      String payload = Json.write(claims).replace("\"@\"", value);
      assertThat(verify(issuer.sign(payload))).isEqualTo(new Refused(TIMESTAMP_INVALID, name));
      startWithGoodClaims();
    }
  }

  @Test
  void acceptsTimesThatAreIntegersInText() throws Exception {
    claims.put("iat", Long.toString(SECOND));
    claims.put("nbf", Long.toString(SECOND));
    claims.put("exp", Long.toString(SECOND + 60));
    assertThat(verified().expiresAt()).isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void allowsTheIssuersLeewayAndNotASecondMore() throws Exception {
    claims.put("iat", SECOND + 300);
    claims.put("nbf", SECOND + 300);
    assertThat(verify()).isInstanceOf(Verified.class);
    claims.put("iat", SECOND + 301);
    assertThat(verify()).isEqualTo(new Refused(ISSUED_IN_THE_FUTURE, Long.toString(SECOND + 301)));
    claims.put("iat", SECOND);
    claims.put("nbf", SECOND + 301);
    assertThat(verify())
        .isEqualTo(new Refused(NOT_YET_VALID, (SECOND + 300) + " " + (SECOND + 301)));
    claims.remove("nbf");
    claims.put("exp", SECOND - 299);
    assertThat(verify()).isInstanceOf(Verified.class);
    claims.put("exp", SECOND - 300);
    assertThat(verify()).isEqualTo(new Refused(EXPIRED, (SECOND - 300) + " " + (SECOND - 300)));
  }

  @Test
  void expires() throws Exception {
    String token = issuer.sign(claims);
    assertThat(verify(token)).isInstanceOf(Verified.class);
    clock.advance(Duration.ofSeconds(3900));
    assertThat(verify(token)).extracting("reason").isEqualTo(EXPIRED);
  }

  @Test
  void refusesAnAudienceThatIsNotAccepted() throws Exception {
    claims.put("aud", "sts.example");
    assertThat(verify()).isEqualTo(new Refused(AUDIENCE_MISMATCH, "sts.example"));
  }

  @Test
  void acceptsOneAudienceInAList() throws Exception {
    claims.put("aud", List.of("other"));
    assertThat(verified().audience()).isEqualTo("other");
  }

  @Test
  void refusesSeveralAudiencesWithoutAnAuthorizedParty() throws Exception {
    claims.put("aud", List.of("sts.amazonaws.com", "x"));
    assertThat(verify()).isEqualTo(new Refused(AUDIENCE_AMBIGUOUS, "sts.amazonaws.com x"));
  }

  @Test
  void takesTheAuthorizedPartyForAudienceWhereThereIsOne() throws Exception {
    claims.put("aud", List.of("x", "y"));
    claims.put("azp", "other");
    assertThat(verified().audience()).isEqualTo("other");
    assertThat(verified().audiences()).containsExactly("x", "y");
    claims.put("aud", "sts.amazonaws.com");
    claims.put("azp", "x");
    assertThat(verify()).isEqualTo(new Refused(AUDIENCE_MISMATCH, "x"));
  }

  @Test
  void refusesAnAuthorizedPartyThatIsEmptyOrNoText() throws Exception {
    for (Object azp : Arrays.asList("", 1, List.of("other"))) {
      claims.put("azp", azp);
      assertThat(verify()).isEqualTo(new Refused(AUDIENCE_MISMATCH, ""));
    }
  }

  @Test
  void keepsAllClaims() throws Exception {
    claims.put("https://aws.amazon.com/tags", Map.of("principal_tags", Map.of("a", List.of("b"))));
    assertThat(verified().claims().get("https://aws.amazon.com/tags").orElseThrow())
        .isInstanceOf(JsonValue.JsonObject.class);
  }

  @Test
  void believesNoWorkloadClaimsOfAnotherIssuer() throws Exception {
    claims.put(
        "kubernetes.io", Map.of("namespace", "team", "pod", Map.of("name", "p", "uid", "u")));
    assertThat(verified().kubernetes()).isEmpty();
  }

  @Test
  void shortensAndCleansWhatItRepeats() throws Exception {
    claims.put("iss", "https://evil.example/\n" + "x".repeat(1000));
    assertThat(((Refused) verify()).detail())
        .startsWith("https://evil.example/?xxx")
        .hasSizeLessThan(520);
  }
}
