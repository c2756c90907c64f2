package dev.rolecall.sts.embedded;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** An issuer whose key a test has. */
public final class TestIssuer {
  private final String issuer;
  private final RSAKey key;

  TestIssuer(String issuer) {
    this.issuer = issuer;
    try {
      this.key = new RSAKeyGenerator(2048).keyID("key-1").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  String issuer() {
    return issuer;
  }

  /** The private key, as {@code issuer.json} holds it. */
  String privateJwk() {
    return key.toJSONString();
  }

  String publicJwks() {
    return "{\"keys\":[" + key.toPublicJWK().toJSONString() + "]}";
  }

  /** A token of a service account, bound to a pod as the folder directory knows it. */
  public String podToken(String namespace, String serviceAccount, String pod, String audience) {
    return token(podClaims(namespace, serviceAccount, pod, audience).build());
  }

  /** A token that is good for an hour from now, changed by {@code change}. */
  String podToken(
      String namespace,
      String serviceAccount,
      String pod,
      String audience,
      UnaryOperator<JWTClaimsSet.Builder> change) {
    return token(change.apply(podClaims(namespace, serviceAccount, pod, audience)).build());
  }

  /** A token that is bound to no pod. */
  String unboundToken(String namespace, String serviceAccount, String audience) {
    return token(
        claims("system:serviceaccount:" + namespace + ":" + serviceAccount, audience)
            .claim(
                "kubernetes.io",
                Map.of(
                    "namespace",
                    namespace,
                    "serviceaccount",
                    Map.of("name", serviceAccount, "uid", "uid-of-" + serviceAccount)))
            .build());
  }

  private JWTClaimsSet.Builder podClaims(
      String namespace, String serviceAccount, String pod, String audience) {
    return claims("system:serviceaccount:" + namespace + ":" + serviceAccount, audience)
        .claim(
            "kubernetes.io",
            Map.of(
                "namespace",
                namespace,
                "serviceaccount",
                Map.of("name", serviceAccount, "uid", "uid-of-" + serviceAccount),
                "pod",
                Map.of("name", pod, "uid", podUid(namespace, pod))));
  }

  /** As the folder directory computes it. */
  static String podUid(String namespace, String pod) {
    return UUID.nameUUIDFromBytes(("pod " + namespace + "/" + pod).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  public JWTClaimsSet.Builder claims(String subject, String audience) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .subject(subject)
        .audience(audience)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(Duration.ofHours(1))));
  }

  /** A token of this subject for sts. */
  String webToken(String subject) {
    return token(claims(subject, EmbeddedSts.WEB).build());
  }

  public String token(JWTClaimsSet claims) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
