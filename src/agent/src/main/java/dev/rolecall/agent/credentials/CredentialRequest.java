package dev.rolecall.agent.credentials;

import dev.rolecall.agent.node.NodeFacts;
import dev.rolecall.agent.node.NodePod;
import dev.rolecall.identity.RoleArn;
import java.time.Instant;
import java.util.Optional;

/** Whose credentials are wanted, and what proves that they may be had. */
public sealed interface CredentialRequest {
  CredentialKey key();

  /** Why it is not even worth asking; empty where it is. */
  default Optional<CredentialAnswer.Refused> refusal(Instant now) {
    return Optional.empty();
  }

  /**
   * Whether these may be kept for it: sts may know a newer state of a pod than the agent does, or
   * an older one.
   */
  default boolean isAnsweredBy(ContainerCredentials credentials) {
    return true;
  }

  /** This or another of the same key: the one whose proof sts accepts longer. */
  default CredentialRequest orLonger(CredentialRequest other) {
    return other;
  }

  /** The end of the proof, after which nobody is served for it. */
  default Instant end() {
    return Instant.MAX;
  }

  /**
   * The bearer of a token that was not checked here: the agent beside a workload knows no keys.
   * Until sts has accepted it, nothing is kept for it.
   */
  record OfBearer(PodToken token) implements CredentialRequest {
    @Override
    public CredentialKey key() {
      return new CredentialKey.OfBearer(token.digest());
    }

    @Override
    public Optional<CredentialAnswer.Refused> refusal(Instant now) {
      Instant expiry = token.expiry().orElse(null);
      if (expiry == null) {
        return refused("InvalidTokenException", "The Authorization header holds no token.");
      }
      return now.isBefore(expiry) ? Optional.empty() : expired(expiry);
    }

    @Override
    public Instant end() {
      return token.expiry().orElse(Instant.MIN);
    }
  }

  /**
   * A pod of this node whose token was verified here and is bound to it. What is kept is kept for
   * the pod: each of its tokens was verified before it got here.
   */
  record ByToken(VerifiedPodToken token, NodePod pod) implements CredentialRequest {
    @Override
    public CredentialKey key() {
      return CredentialKey.OfPod.of(pod, token.issuer());
    }

    @Override
    public Optional<CredentialAnswer.Refused> refusal(Instant now) {
      return now.isBefore(token.expiry()) ? Optional.empty() : expired(token.expiry());
    }

    @Override
    public boolean isAnsweredBy(ContainerCredentials credentials) {
      return isOf(pod, credentials);
    }

    @Override
    public CredentialRequest orLonger(CredentialRequest other) {
      return other instanceof ByToken by && by.token.expiry().isBefore(token.expiry())
          ? this
          : other;
    }
  }

  /** A pod of this node whom its connection proved, and whose account allows the way. */
  record Attested(NodePod pod, Way way) implements CredentialRequest {
    @Override
    public CredentialKey key() {
      return CredentialKey.OfPod.of(pod, way.value());
    }

    @Override
    public boolean isAnsweredBy(ContainerCredentials credentials) {
      return isOf(pod, credentials);
    }
  }

  /**
   * A process of the node itself.
   *
   * @param role of the node's InstanceProfile
   */
  record OfNode(NodeFacts node, RoleArn role) implements CredentialRequest {
    @Override
    public CredentialKey key() {
      return new CredentialKey.OfNode(node.uid(), role);
    }
  }

  private static boolean isOf(NodePod pod, ContainerCredentials credentials) {
    return credentials.shape().map(pod.shape()::equals).orElse(true);
  }

  private static Optional<CredentialAnswer.Refused> expired(Instant expiry) {
    return refused("ExpiredTokenException", "The token expired at " + expiry + ".");
  }

  private static Optional<CredentialAnswer.Refused> refused(String code, String message) {
    return Optional.of(new CredentialAnswer.Refused(400, code, message));
  }
}
