package dev.rolecall.cli.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.ServiceAccountRef;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmbeddedIssuerTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String KEY = EmbeddedIssuer.newKey();
  private static final ServiceAccountRef REPORTS = new ServiceAccountRef("acme", "reports");

  @Test
  void signsWithTheKeyOfTheFolder() throws Exception {
    SignedJWT token = SignedJWT.parse(sign(Optional.empty()));
    RSAKey key = RSAKey.parse(KEY);
    assertThat(token.getHeader().getKeyID()).isEqualTo(key.getKeyID());
    assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
    assertThat(token.verify(new RSASSAVerifier(key.toRSAPublicKey()))).isTrue();
  }

  @Test
  void claimsWhatTheApiServerClaims() throws Exception {
    JWTClaimsSet claims = claims(Optional.of(new PodRef("acme", "reports-0", "the-uid")));
    assertThat(claims.getIssuer()).isEqualTo("https://kubernetes.default.svc.cluster.local");
    assertThat(claims.getSubject()).isEqualTo("system:serviceaccount:acme:reports");
    assertThat(claims.toJSONObject()).containsEntry("aud", "pods.eks.amazonaws.com");
    assertThat(claims.getIssueTime()).isEqualTo(Date.from(NOW));
    assertThat(claims.getNotBeforeTime()).isEqualTo(Date.from(NOW));
    assertThat(claims.getExpirationTime()).isEqualTo(Date.from(NOW.plusSeconds(600)));
    assertThat(claims.getJWTID()).isNotEmpty();
    assertThat(claims.getJSONObjectClaim("kubernetes.io"))
        .isEqualTo(
            Map.of(
                "namespace",
                "acme",
                "serviceaccount",
                Map.of("name", "reports", "uid", NameUid.of("serviceaccount", "acme/reports")),
                "pod",
                Map.of("name", "reports-0", "uid", "the-uid")));
  }

  @Test
  void writesTheAudienceAsAList() throws Exception {
    Map<String, Object> payload =
        SignedJWT.parse(sign(Optional.empty())).getPayload().toJSONObject();
    assertThat(payload).containsEntry("aud", List.of("pods.eks.amazonaws.com"));
  }

  @Test
  void namesNoPodInATokenThatIsBoundToNone() throws Exception {
    assertThat(claims(Optional.empty()).getJSONObjectClaim("kubernetes.io"))
        .doesNotContainKey("pod");
  }

  @Test
  void refusesAPublicKey() throws ParseException {
    String published = RSAKey.parse(KEY).toPublicJWK().toJSONString();
    assertThatThrownBy(() -> EmbeddedIssuer.of(published, Clock.systemUTC()))
        .isInstanceOf(ParseException.class);
  }

  @Test
  void makesTheUidsThatTheFolderDirectoryMakes() {
    assertThat(NameUid.of("pod", "acme/reports-0"))
        .isEqualTo(
            java.util
                .UUID
                .nameUUIDFromBytes(
                    "pod acme/reports-0".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString());
  }

  private static JWTClaimsSet claims(Optional<PodRef> pod) throws Exception {
    return SignedJWT.parse(sign(pod)).getJWTClaimsSet();
  }

  private static String sign(Optional<PodRef> pod) throws ParseException {
    return EmbeddedIssuer.of(KEY, Clock.fixed(NOW, ZoneOffset.UTC))
        .sign(new TokenRequest(REPORTS, pod, "pods.eks.amazonaws.com", Duration.ofMinutes(10)));
  }
}
