package dev.rolecall.bench;

import dev.rolecall.bench.measure.Peer;
import dev.rolecall.cache.Bounds;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.identity.SessionName;
import dev.rolecall.session.MasterKeys;
import dev.rolecall.session.SessionDraft;
import dev.rolecall.session.SessionIssuer;
import dev.rolecall.token.KeyLookup;
import dev.rolecall.token.KeySource;
import dev.rolecall.token.TokenResult;
import dev.rolecall.token.TokenVerifier;
import dev.rolecall.token.TrustedIssuer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What credentials cost sts beside the wire: a projected token is verified and a session sealed.
 * The bound is the token's RS256 signature alone, which every broker must check.
 */
@State(Scope.Benchmark)
public class StsBenchmark {
  private static final String ISSUER = "https://kubernetes.default.svc.cluster.local";
  private static final String AUDIENCE = "pods.eks.amazonaws.com";
  private static final PodRef POD =
      new PodRef("shop", "web-0", "5b0d9a0c-7c5a-4a1a-9a4b-6d8f3b0f1a11");

  private final KeyPair keys = rsa();
  private final String token = token(keys);
  private final byte[] signed =
      token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
  private final byte[] signature =
      Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));
  private final TokenVerifier verifier = new TokenVerifier(Clock.systemUTC(), new Bounds(0, 0));
  private final Optional<TrustedIssuer> issuer = Optional.of(issuer(keys));
  private final MasterKeys masterKeys =
      MasterKeys.parse(MasterKeys.withNewKey("", Clock.systemUTC()));
  private final SessionIssuer sessions =
      new SessionIssuer(() -> masterKeys, Clock.systemUTC(), new SecureRandom());
  private final SessionDraft draft = draft();

  @Benchmark
  public boolean signatureAlone() throws GeneralSecurityException {
    Signature check = Signature.getInstance("SHA256withRSA");
    check.initVerify(keys.getPublic());
    check.update(signed);
    return check.verify(signature);
  }

  @Benchmark
  @Peer("signatureAlone")
  public TokenResult verifyToken() {
    TokenResult result = verifier.verify(token, iss -> issuer).toCompletableFuture().join();
    if (result instanceof TokenResult.Refused refused) {
      throw new IllegalStateException("the token must be good: " + refused);
    }
    return result;
  }

  @Benchmark
  @Peer("signatureAlone")
  public SessionIssuer.Result verifyTokenAndSealSession() {
    verifyToken();
    return sessions.issue(draft);
  }

  private static KeyPair rsa() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TrustedIssuer issuer(KeyPair keys) {
    KeySource source =
        keyId -> CompletableFuture.completedFuture(new KeyLookup.Found(keys.getPublic()));
    return new TrustedIssuer(
        ISSUER, Set.of(AUDIENCE), source, Duration.ofSeconds(30), TrustedIssuer.Kind.CLUSTER);
  }

  private static String token(KeyPair keys) {
    long now = Instant.now().getEpochSecond();
    String claims =
        """
        {"aud":["%s"],"exp":%d,"iat":%d,"nbf":%d,"iss":"%s","jti":"%s","kubernetes.io":{
        "namespace":"shop","node":{"name":"node-1","uid":"0c1d9c4e-3f64-4d2e-8d1b-8a33b4d3d7c7"},
        "pod":{"name":"%s","uid":"%s"},
        "serviceaccount":{"name":"web","uid":"3d6b2cf2-7c5f-4c55-8a2e-0f3b7a1d9e21"}},
        "sub":"system:serviceaccount:shop:web"}\
        """
            .formatted(
                AUDIENCE,
                now + Duration.ofDays(1).toSeconds(),
                now,
                now,
                ISSUER,
                "f8a1c2d3-1111-4222-8333-444455556666",
                POD.name(),
                POD.uid());
    String content = part("{\"alg\":\"RS256\",\"kid\":\"key-1\"}") + "." + part(claims);
    try {
      Signature signer = Signature.getInstance("SHA256withRSA");
      signer.initSign(keys.getPrivate());
      signer.update(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + encoded(signer.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String part(String json) {
    return encoded(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static SessionDraft draft() {
    Map<String, String> tags =
        Map.of(
            "eks-cluster-arn",
            "arn:aws:eks:us-east-1:111111111111:cluster/rolecall",
            "eks-cluster-name",
            "rolecall",
            "kubernetes-namespace",
            POD.namespace(),
            "kubernetes-service-account",
            "web",
            "kubernetes-pod-name",
            POD.name(),
            "kubernetes-pod-uid",
            POD.uid());
    return new SessionDraft(
        RoleId.ofUid("a role"),
        new RoleArn(new AccountId("111111111111"), "/", "Reader"),
        new SessionName("eks-rolecall-web-0"),
        tags,
        tags.keySet(),
        Optional.empty(),
        List.of(),
        Optional.of(POD),
        Map.of(),
        List.of(),
        Duration.ofHours(1));
  }
}
