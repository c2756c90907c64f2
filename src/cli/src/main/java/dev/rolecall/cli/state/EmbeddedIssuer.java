package dev.rolecall.cli.state;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.rolecall.identity.PodRef;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import java.security.PrivateKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The cluster's issuer of the embedded default: signs tokens as the API server does (RS256). */
public final class EmbeddedIssuer {
  /** The {@code iss} claim. */
  public static final String URL = "https://kubernetes.default.svc.cluster.local";

  private static final int KEY_BITS = 2048;

  private final String keyId;
  private final PrivateKey key;
  private final Clock clock;

  private EmbeddedIssuer(String keyId, PrivateKey key, Clock clock) {
    this.keyId = keyId;
    this.key = key;
    this.clock = clock;
  }

  /** The JSON text of a new private JWK. */
  static String newKey() {
    try {
      return new RSAKeyGenerator(KEY_BITS)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.RS256)
          .keyIDFromThumbprint(true)
          .generate()
          .toJSONString();
    } catch (JOSEException e) {
      throw new IllegalStateException("this JDK cannot make RSA keys", e);
    }
  }

  /**
   * The issuer whose private JWK this is.
   *
   * @throws ParseException where it is no private RSA JWK with a {@code kid}
   */
  static EmbeddedIssuer of(String jwk, Clock clock) throws ParseException {
    RSAKey key = RSAKey.parse(jwk);
    try {
      if (!key.isPrivate() || key.getKeyID() == null) {
        throw new ParseException("not a private key with a kid", 0);
      }
      return new EmbeddedIssuer(key.getKeyID(), key.toPrivateKey(), clock);
    } catch (JOSEException e) {
      throw new ParseException("not a private RSA key", 0);
    }
  }

  /** A signed token with the claims of a TokenRequest (Kubernetes authentication API). */
  public String sign(TokenRequest request) {
    Instant now = clock.instant();
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("namespace", request.serviceAccount().namespace());
    about.put(
        "serviceaccount",
        Map.of(
            "name",
            request.serviceAccount().name(),
            "uid",
            NameUid.of("serviceaccount", request.serviceAccount().toString())));
    request.pod().map(EmbeddedIssuer::named).ifPresent(pod -> about.put("pod", pod));
    return Jwt.claims()
        .issuer(URL)
        .subject(request.serviceAccount().subject())
        .claim("aud", List.of(request.audience()))
        .issuedAt(now.getEpochSecond())
        .expiresAt(now.plus(request.lifetime()).getEpochSecond())
        .claim("nbf", now.getEpochSecond())
        .claim("jti", UUID.randomUUID().toString())
        .claim("kubernetes.io", about)
        .jws()
        .keyId(keyId)
        .algorithm(SignatureAlgorithm.RS256)
        .sign(key);
  }

  private static Map<String, Object> named(PodRef pod) {
    return Map.of("name", pod.name(), "uid", pod.uid());
  }
}
