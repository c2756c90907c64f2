package dev.rolecall.bench.sts;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.rolecall.bench.sts.Directory.Pod;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The issuer of the cluster: projected tokens of pods, RS256 with 2048 bits. */
public final class Tokens {
  private static final int BITS = 2048;
  private static final Duration LIFE = Duration.ofHours(1);

  private final RSAKey jwk;
  private final PrivateKey key;
  private final String header;

  public Tokens() {
    try {
      jwk = new RSAKeyGenerator(BITS).keyIDFromThumbprint(true).generate();
      key = jwk.toPrivateKey();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    header = encoded("{\"alg\":\"RS256\",\"kid\":\"" + jwk.getKeyID() + "\"}") + ".";
  }

  /** The private key, as a state folder has it. */
  String privateJwk() {
    return jwk.toJSONString();
  }

  /** The public keys, as a JWK set. */
  public String publicKeys() {
    return new JWKSet(jwk.toPublicJWK()).toString();
  }

  /** So many tokens, each another one, signed by all processors. */
  List<String> many(int count, IntFunction<Pod> pods) {
    return IntStream.range(0, count)
        .parallel()
        .mapToObj(i -> token(pods.apply(i), "sts.amazonaws.com"))
        .toList();
  }

  public String token(Pod pod, String audience) {
    String signed = header + encoded(claims(pod, audience, Instant.now().getEpochSecond()));
    try {
      Signature signer = Signature.getInstance("SHA256withRSA");
      signer.initSign(key);
      signer.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signer.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As an API server of Kubernetes 1.30 and later writes them. */
  private static String claims(Pod pod, String audience, long now) {
    return """
    {"aud":["%s"],"exp":%d,"iat":%d,"iss":"https://%s","jti":"%s","kubernetes.io":\
    {"namespace":"%s","node":{"name":"embedded","uid":"0c1d9c4e-3f64-4d2e-8d1b-8a33b4d3d7c7"},\
    "pod":{"name":"%s","uid":"%s"},\
    "serviceaccount":{"name":"%s","uid":"3d6b2cf2-7c5f-4c55-8a2e-0f3b7a1d9e21"}},\
    "nbf":%d,"sub":"%s"}\
    """
        .formatted(
            audience,
            now + LIFE.toSeconds(),
            now,
            Directory.ISSUER_HOST,
            UUID.randomUUID(),
            pod.namespace(),
            pod.name(),
            pod.uid(),
            Directory.SERVICE_ACCOUNT,
            now,
            pod.subject());
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
