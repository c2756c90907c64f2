package dev.rolecall.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import dev.rolecall.agent.credentials.PodToken;
import dev.rolecall.fakes.FakeIssuer;
import dev.rolecall.fakes.MovableClock;
import dev.rolecall.json.Json;
import dev.rolecall.token.JwkSet;
import dev.rolecall.token.JwkSetException;
import dev.rolecall.token.TokenRefusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PodTokenVerifierTest {
  private static final String ISSUER = "https://issuer.example";
  private static final String AUDIENCE = "pods.eks.amazonaws.com";

  private final MovableClock clock = MovableClock.at("2026-03-01T12:00:00Z");
  private final FakeIssuer issuer = new FakeIssuer(ISSUER, clock).rotate("key-1");
  private final IssuerKeys keys = new IssuerKeys(Set.of(AUDIENCE, "pods.acme.test"));
  private final PodTokenVerifier verifier = new PodTokenVerifier(keys, clock);

  @BeforeEach
  void tell() throws JwkSetException {
    keys.begin();
    keys.tell(ISSUER, JwkSet.parse(issuer.jwks()));
    keys.complete();
  }

  @Test
  void verifiesAPodsToken() {
    assertThat(verify(issuer.sign(claims(AUDIENCE))))
        .isInstanceOfSatisfying(
            TokenVerdict.Verified.class,
            verified -> {
              assertThat(verified.claims().pod().orElseThrow().uid()).isEqualTo("a-uid");
              assertThat(verified.token().issuer()).isEqualTo(ISSUER);
            });
  }

  @Test
  void takesEveryAudienceThatItIsTold() {
    assertThat(verify(issuer.sign(claims("pods.acme.test"))))
        .isInstanceOf(TokenVerdict.Verified.class);
    assertThat(verify(issuer.sign(claims("sts.amazonaws.com"))))
        .isInstanceOf(TokenVerdict.Refused.class);
  }

  @Test
  void believesNoTokenWithoutASignature() {
    String claims = part(Json.write(claims(AUDIENCE)));

    assertThat(verify(part("{\"alg\":\"none\"}") + "." + claims + "."))
        .isInstanceOf(TokenVerdict.Refused.class);
    assertThat(verify(part("{\"alg\":\"none\",\"kid\":\"key-1\"}") + "." + claims + ".AA"))
        .isEqualTo(new TokenVerdict.Refused(TokenRefusal.ALGORITHM_NOT_ALLOWED));
  }

  @Test
  void believesNoPublicKeyForASecret() throws JOSEException {
    JWSObject token =
        new JWSObject(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("key-1").build(),
            new Payload(Json.write(claims(AUDIENCE))));
    token.sign(new MACSigner(issuer.jwks().getBytes(StandardCharsets.UTF_8)));

    assertThat(verify(token.serialize()))
        .isEqualTo(new TokenVerdict.Refused(TokenRefusal.ALGORITHM_NOT_ALLOWED));
  }

  @Test
  void believesNoOtherKeyOfTheSameName() {
    FakeIssuer other = new FakeIssuer(ISSUER, clock).rotate("key-1");

    assertThat(verify(other.sign(claims(AUDIENCE))))
        .isEqualTo(new TokenVerdict.Refused(TokenRefusal.SIGNATURE_INVALID));
  }

  @Test
  void takesNoOtherWaysToken() {
    for (String audience : new String[] {"sts.amazonaws.com", "agent.rolecall.dev", ""}) {
      assertThat(verify(issuer.sign(claims(audience)))).isInstanceOf(TokenVerdict.Refused.class);
    }
  }

  @Test
  void takesNoTokenOfAServiceAccountAlone() {
    Map<String, Object> claims = claims(AUDIENCE);
    claims.put(
        "kubernetes.io",
        Map.of("namespace", "shop", "serviceaccount", Map.of("name", "web", "uid", "sa-uid")));

    assertThat(verify(issuer.sign(claims))).isInstanceOf(TokenVerdict.NoPod.class);
    claims.remove("kubernetes.io");
    assertThat(verify(issuer.sign(claims))).isInstanceOf(TokenVerdict.NoPod.class);
  }

  @Test
  void waitsForTheKeyOfANewToken() throws JwkSetException {
    String token = issuer.rotate("key-2").sign(claims(AUDIENCE));
    assertThat(verify(token)).isInstanceOf(TokenVerdict.NotNow.class);

    keys.tell(ISSUER, JwkSet.parse(issuer.jwks()));

    assertThat(verify(token)).isInstanceOf(TokenVerdict.Verified.class);
  }

  @Test
  void believesNoTokenOfAKeyThatIsNoMore() throws JwkSetException {
    String token = issuer.sign(claims(AUDIENCE));
    assertThat(verify(token)).isInstanceOf(TokenVerdict.Verified.class);

    keys.tell(ISSUER, JwkSet.parse(new FakeIssuer(ISSUER, clock).rotate("key-2").jwks()));

    assertThat(verify(token)).isInstanceOf(TokenVerdict.NotNow.class);
  }

  @Test
  void believesNoIssuerThatIsNotToldAnyMore() {
    String token = issuer.sign(claims(AUDIENCE));
    assertThat(verify(token)).isInstanceOf(TokenVerdict.Verified.class);

    keys.begin();
    keys.complete();

    assertThat(verify(token)).isInstanceOf(TokenVerdict.NotNow.class);
  }

  @Test
  void believesATokenNoLongerThanItLives() {
    String token = issuer.sign(claims(AUDIENCE));
    assertThat(verify(token)).isInstanceOf(TokenVerdict.Verified.class);

    clock.set(clock.instant().plus(Duration.ofMinutes(61)));

    assertThat(verify(token)).isEqualTo(new TokenVerdict.Refused(TokenRefusal.EXPIRED));
  }

  @Test
  void believesNoTokenThatIsAlmostTheOneBefore() {
    String token = issuer.sign(claims(AUDIENCE));
    assertThat(verify(token)).isInstanceOf(TokenVerdict.Verified.class);
    int signature = token.lastIndexOf('.') + 1;
    char first = token.charAt(signature) == 'A' ? 'B' : 'A';

    assertThat(verify(token.substring(0, signature) + first + token.substring(signature + 1)))
        .isEqualTo(new TokenVerdict.Refused(TokenRefusal.SIGNATURE_INVALID));
    assertThat(verify(token + "=")).isInstanceOf(TokenVerdict.Refused.class);
    assertThat(verify(token)).isInstanceOf(TokenVerdict.Verified.class);
  }

  @Test
  void tellsTheTokensOfOnePresenterApart() {
    Map<String, Object> others = claims(AUDIENCE);
    others.put("exp", clock.instant().plusSeconds(900).getEpochSecond());
    String one = issuer.sign(claims(AUDIENCE));
    String other = issuer.sign(others);

    for (String token : List.of(one, other, one, one, other, other)) {
      assertThat(verify(token))
          .isInstanceOfSatisfying(
              TokenVerdict.Verified.class,
              verified -> assertThat(verified.token().token().text().reveal()).isEqualTo(token));
    }
  }

  @Test
  void asksAgainWhereTheClockWasSetBack() {
    String token = issuer.sign(claims(AUDIENCE));
    assertThat(verify(token)).isInstanceOf(TokenVerdict.Verified.class);

    clock.set(clock.instant().minus(Duration.ofHours(1)));

    assertThat(verify(token))
        .isEqualTo(new TokenVerdict.Refused(TokenRefusal.ISSUED_IN_THE_FUTURE));
  }

  private TokenVerdict verify(String token) {
    return verifier.verify(PodToken.of(token), "a-uid");
  }

  private Map<String, Object> claims(String audience) {
    Map<String, Object> claims = issuer.claims("system:serviceaccount:shop:web", audience);
    claims.put(
        "kubernetes.io",
        Map.of(
            "namespace", "shop",
            "pod", Map.of("name", "a", "uid", "a-uid"),
            "serviceaccount", Map.of("name", "web", "uid", "sa-uid")));
    return claims;
  }

  private static String part(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
