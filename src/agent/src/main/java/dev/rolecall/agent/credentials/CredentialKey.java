package dev.rolecall.agent.credentials;

import dev.rolecall.agent.node.NodePod;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.ServiceAccountRef;
import java.nio.ByteBuffer;

/** What credentials are kept by: all that shaped them, and nothing that was only claimed. */
sealed interface CredentialKey {
  /** Whether they are of this pod. */
  default boolean isOf(String uid) {
    return false;
  }

  /** Whether they are of this pod, but of another state of it. */
  default boolean isOutdatedBy(NodePod pod) {
    return false;
  }

  /**
   * @param digest of a whole token, which sts accepted
   */
  record OfBearer(ByteBuffer digest) implements CredentialKey {}

  /**
   * @param uid of a pod whom the connection or a verified token proved
   * @param proof the way, or the issuer of the token
   */
  record OfPod(String uid, String shape, ServiceAccountRef serviceAccount, String proof)
      implements CredentialKey {
    static OfPod of(NodePod pod, String proof) {
      return new OfPod(pod.pod().uid(), pod.shape(), pod.serviceAccount(), proof);
    }

    @Override
    public boolean isOf(String other) {
      return uid.equals(other);
    }

    @Override
    public boolean isOutdatedBy(NodePod pod) {
      return uid.equals(pod.pod().uid()) && !equals(of(pod, proof));
    }
  }

  /**
   * @param uid the node's
   */
  record OfNode(String uid, RoleArn role) implements CredentialKey {}
}
