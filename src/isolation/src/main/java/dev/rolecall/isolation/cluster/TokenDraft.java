package dev.rolecall.isolation.cluster;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import dev.rolecall.identity.Audience;
import dev.rolecall.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The claims of a token of a service account, to be signed rightly or wrongly. */
public final class TokenDraft {
  private static final Duration LIFETIME = Duration.ofHours(1);

  /** The cluster's issuer, as the embedded sts names it. */
  private static final String ISSUER = "https://kubernetes.default.svc.cluster.local";

  private final Map<String, Object> claims = new LinkedHashMap<>();

  TokenDraft(Instant now) {
    claims.put("iss", ISSUER);
    claims.put("jti", UUID.randomUUID().toString());
    audience(Audience.CONTAINER_CREDENTIALS.value());
    between(now, now.plus(LIFETIME));
  }

  TokenDraft of(String namespace, String serviceAccount, String pod, String podUid) {
    claims.put("sub", "system:serviceaccount:" + namespace + ":" + serviceAccount);
    claims.put(
        "kubernetes.io",
        Map.of(
            "namespace",
            namespace,
            "serviceaccount",
            Map.of("name", serviceAccount, "uid", "uid-of-" + serviceAccount),
            "pod",
            Map.of("name", pod, "uid", podUid)));
    return this;
  }

  /** Names another service account than the pod's. */
  public TokenDraft claiming(Pod other, Pod bound) {
    return of(other.name(), other.name(), bound.name(), bound.uid());
  }

  public TokenDraft issuer(String issuer) {
    claims.put("iss", issuer);
    return this;
  }

  public TokenDraft audience(String audience) {
    claims.put("aud", List.of(audience));
    return this;
  }

  public TokenDraft between(Instant begin, Instant end) {
    claims.put("iat", begin.getEpochSecond());
    claims.put("nbf", begin.getEpochSecond());
    claims.put("exp", end.getEpochSecond());
    return this;
  }

  /** As the issuer signs it. */
  public String signed(RSAKey key) {
    try {
      return signed(JWSAlgorithm.RS256, key.getKeyID(), new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With the public key as the secret of a MAC: a verifier that mixes them up takes it. */
  public String signedWithPublicKey(RSAKey key) {
    try {
      byte[] known = key.toRSAPublicKey().getEncoded();
      return signed(JWSAlgorithm.HS256, key.getKeyID(), new MACSigner(known));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Not at all, as it says itself. */
  public String unsigned() {
    return encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + encoded(Json.write(claims)) + ".";
  }

  private String signed(JWSAlgorithm algorithm, String keyId, JWSSigner signer)
      throws JOSEException {
    JWSObject token =
        new JWSObject(
            new JWSHeader.Builder(algorithm).keyID(keyId).build(), new Payload(Json.write(claims)));
    token.sign(signer);
    return token.serialize();
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
