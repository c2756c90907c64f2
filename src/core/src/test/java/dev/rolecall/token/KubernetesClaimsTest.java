package dev.rolecall.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import dev.rolecall.cache.Bounds;
import dev.rolecall.fakes.FakeIssuer;
import dev.rolecall.fakes.MovableClock;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.token.TokenResult.Refused;
import dev.rolecall.token.TokenResult.Verified;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesClaimsTest {
  private static final String ISSUER = "https://kubernetes.default.svc.cluster.local";
  private static final JWK KEY = FakeIssuer.rsa("k1", 2048);

  private final MovableClock clock = MovableClock.at("2026-09-11T12:00:00Z");
  private final FakeIssuer issuer = new FakeIssuer(ISSUER, clock).rotate(KEY);
  private final Map<String, Object> claims =
      issuer.claims("system:serviceaccount:team:app", "pods.eks.amazonaws.com");
  private final Map<String, Object> workload =
      new HashMap<>(
          Map.of(
              "namespace", "team",
              "serviceaccount", Map.of("name", "app", "uid", "sa-1"),
              "pod", Map.of("name", "app-0", "uid", "pod-1"),
              "node", Map.of("name", "node-1", "uid", "node-uid")));

  private TokenResult verify() throws JwkSetException {
    claims.put("kubernetes.io", workload);
    return verifyAsIs();
  }

  private TokenResult verifyAsIs() throws JwkSetException {
    TrustedIssuer trusted =
        new TrustedIssuer(
            ISSUER,
            Set.of("pods.eks.amazonaws.com"),
            new InlineKeys(JwkSet.parse(issuer.jwks())),
            Duration.ofSeconds(30),
            TrustedIssuer.Kind.CLUSTER);
    return new TokenVerifier(clock, new Bounds(0, 0))
        .verify(issuer.sign(claims), iss -> Optional.of(trusted))
        .toCompletableFuture()
        .join();
  }

  @Test
  void readsThePodThatATokenIsBoundTo() throws Exception {
    assertThat(((Verified) verify()).token().kubernetes())
        .contains(
            new KubernetesClaims(
                new ServiceAccountRef("team", "app"),
                "sa-1",
                Optional.of(new PodRef("team", "app-0", "pod-1")),
                Optional.of("node-1")));
  }

  @Test
  void readsATokenThatIsBoundToNoPod() throws Exception {
    workload.remove("pod");
    workload.remove("node");
    assertThat(((Verified) verify()).token().kubernetes())
        .contains(
            new KubernetesClaims(
                new ServiceAccountRef("team", "app"), "sa-1", Optional.empty(), Optional.empty()));
  }

  @Test
  void readsATokenWithoutTheClaim() throws Exception {
    assertThat(((Verified) verifyAsIs()).token().kubernetes()).isEmpty();
  }

  @Test
  void refusesAClaimThatContradictsTheSubject() throws Exception {
    workload.put("namespace", "other");
    assertThat(verify()).isEqualTo(new Refused(TokenRefusal.CLAIM_MISSING, "kubernetes.io"));
  }

  @ParameterizedTest
  @CsvSource({"pod, name", "pod, uid", "serviceaccount, uid", "serviceaccount, name", "node, name"})
  void refusesAClaimThatIsNotWhole(String member, String kept) throws Exception {
    workload.put(member, kept.equals("uid") ? Map.of("name", "") : Map.of("uid", "u"));
    assertThat(verify()).isEqualTo(new Refused(TokenRefusal.CLAIM_MISSING, "kubernetes.io"));
    workload.put(member, "text");
    assertThat(verify()).isEqualTo(new Refused(TokenRefusal.CLAIM_MISSING, "kubernetes.io"));
  }
}
