package dev.rolecall.sts.podidentity;

import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.identity.Workload;
import dev.rolecall.sts.assume.ClusterTokens.PodToken;
import dev.rolecall.sts.limit.Principal;
import java.time.Instant;
import java.util.Optional;

/** Somebody who asks for the credentials of pods, as far as its own token proves. */
public sealed interface Agent {
  /** The pod that asks. */
  Workload workload();

  /** Whose share of calls it uses. */
  Principal principal();

  /** Why it may not ask for a pod, where it may not. */
  Optional<String> objection(Workload pod);

  /**
   * The agent of the node that its own pod is on, never of one that a request names.
   *
   * @param until when its token expires
   */
  record OfNode(Workload workload, Instant until) implements Agent {
    public String node() {
      return workload.node();
    }

    @Override
    public Principal principal() {
      return Principal.intermediary(workload);
    }

    @Override
    public Optional<String> objection(Workload pod) {
      boolean here = !node().isEmpty() && node().equals(pod.node());
      return here || workload.pod().equals(pod.pod())
          ? Optional.empty()
          : Optional.of(
              "pod %s is on node '%s', and the agent that asks is on node '%s'"
                  .formatted(pod.pod(), pod.node(), node()));
    }
  }

  /** Anybody else: a pod that asks for itself. */
  record OfPod(Workload workload) implements Agent {
    @Override
    public Principal principal() {
      return Principal.pod(workload);
    }

    @Override
    public Optional<String> objection(Workload pod) {
      return workload.pod().equals(pod.pod())
          ? Optional.empty()
          : Optional.of("pod %s asks for pod %s".formatted(workload.pod(), pod.pod()));
    }
  }

  /** Whoever runs as the service account of node agents is one. */
  static Agent of(PodToken token, ServiceAccountRef nodeAgent) {
    return token.workload().serviceAccount().equals(nodeAgent)
        ? new OfNode(token.workload(), token.token().expiresAt())
        : new OfPod(token.workload());
  }
}
