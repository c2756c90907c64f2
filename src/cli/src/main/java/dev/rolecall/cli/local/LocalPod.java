package dev.rolecall.cli.local;

import dev.rolecall.cli.state.StateFolder;
import dev.rolecall.identity.Audience;
import dev.rolecall.identity.PodRef;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A pod of the manifests, as a kubelet would see it.
 *
 * @param serviceAccount the name of the one that it runs as
 */
public record LocalPod(PodRef pod, String serviceAccount) implements Comparable<LocalPod> {
  /** {@code namespace/name}. */
  public String name() {
    return pod.namespace() + "/" + pod.name();
  }

  /**
   * Writes fresh tokens of this pod, as a kubelet projects them.
   *
   * @return the file for container credentials
   */
  public Path projectTokens(StateFolder state, Duration lifetime) {
    state.writePodToken(pod, serviceAccount, Audience.WEB_IDENTITY, "token", lifetime);
    return state.writePodToken(
        pod, serviceAccount, Audience.CONTAINER_CREDENTIALS, "eks-pod-identity-token", lifetime);
  }

  @Override
  public int compareTo(LocalPod other) {
    return name().compareTo(other.name());
  }
}
