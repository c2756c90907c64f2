package dev.rolecall.agent.node;

import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.ServiceAccountRef;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A pod of this node that lives, as sts attests it: not finished, and at most 60 s past its
 * deletion.
 *
 * @param account that owns its namespace; empty where none does
 * @param addresses its own; empty for a pod on the host's network and until it has some
 * @param hostNetwork whether it is on the host's network
 * @param allowed what its account lets it do
 * @param shape a digest of everything in the cluster that shapes its credentials (role, trust,
 *     session policies, tags, permissions): another shape means other credentials
 * @param credentialsId the id in its {@code AWS_CONTAINER_CREDENTIALS_RELATIVE_URI}, where it has
 *     one: a secret of the pod's
 * @param started when its first container started, or it was accepted; empty before
 * @param containers in the pod's order
 */
public record NodePod(
    PodRef pod,
    ServiceAccountRef serviceAccount,
    Optional<AccountId> account,
    Set<InetAddress> addresses,
    boolean hostNetwork,
    PodPermissions allowed,
    String shape,
    Optional<String> credentialsId,
    Map<String, String> labels,
    Optional<Instant> started,
    List<NodeContainer> containers) {
  public NodePod {
    addresses = Set.copyOf(addresses);
    labels = Map.copyOf(labels);
    containers = List.copyOf(containers);
  }
}
