package dev.rolecall.operator.node;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;
import java.util.stream.Stream;

/** The node agent's pods, as the chart makes them. */
final class AgentPod {
  static final String SELECTOR = "app.kubernetes.io/name=rolecall-agent";

  private static final String GUARD = "guard";
  private static final String SERVER = "server";

  private AgentPod() {}

  /** The name of the node that the pod is on; empty before it is on one. */
  static Optional<String> node(Pod pod) {
    return Optional.ofNullable(pod.getSpec().getNodeName());
  }

  /**
   * The id of the guard's container in a pod whose guard and server are ready. A pod that is being
   * deleted is not: its containers are about to end.
   */
  static Optional<String> readyGuard(Pod pod) {
    boolean ready =
        pod.getMetadata().getDeletionTimestamp() == null
            && pod.getStatus() != null
            && pod.getStatus().getConditions().stream()
                .anyMatch(condition ->
                    "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()))
            && container(pod, SERVER).findAny().isPresent();
    return ready
        ? container(pod, GUARD).map(ContainerStatus::getContainerID).findFirst()
        : Optional.empty();
  }

  private static Stream<ContainerStatus> container(Pod pod, String name) {
    return pod.getStatus().getContainerStatuses().stream()
        .filter(status -> name.equals(status.getName()) && Boolean.TRUE.equals(status.getReady()));
  }
}
