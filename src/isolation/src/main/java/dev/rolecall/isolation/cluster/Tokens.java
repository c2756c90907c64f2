package dev.rolecall.isolation.cluster;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.rolecall.identity.Audience;
import java.time.Clock;

/** An issuer of tokens of pods, as the cluster's API server is one; its private key is at hand. */
public final class Tokens {
  private static final int BITS = 2048;

  private final RSAKey key;
  private final Clock clock;

  private Tokens(RSAKey key, Clock clock) {
    this.key = key;
    this.clock = clock;
  }

  /** One with a new key. */
  public static Tokens withNewKey(Clock clock) {
    try {
      return new Tokens(
          new RSAKeyGenerator(BITS)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.RS256)
              .keyIDFromThumbprint(true)
              .generate(),
          clock);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of the node's agent, for sts. */
  public String agent() {
    return draft()
        .of(Manifests.SYSTEM, Manifests.AGENT, Manifests.AGENT, Manifests.AGENT_UID)
        .audience(Audience.AGENT.value())
        .signed(key);
  }

  /** As a kubelet projects it into the pod, for container credentials. */
  public String of(Pod pod) {
    return draftOf(pod).signed(key);
  }

  /** The same, not signed yet. */
  public TokenDraft draftOf(Pod pod) {
    return draft().of(pod.name(), pod.name(), pod.name(), pod.uid());
  }

  private TokenDraft draft() {
    return new TokenDraft(clock.instant());
  }

  /** The key; what of it is private the attackers do not have. */
  public RSAKey key() {
    return key;
  }
}
