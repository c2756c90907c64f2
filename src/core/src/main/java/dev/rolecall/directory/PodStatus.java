package dev.rolecall.directory;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pod's node says of it.
 *
 * @param addresses its own; none on the host's network, and until it has some
 * @param hostNetwork whether it is on the host's network
 * @param deletion when it should be gone; null while it is not deleted
 * @param started when the kubelet accepted it; null before
 * @param containers in the pod's order
 */
public record PodStatus(
    List<String> addresses,
    boolean hostNetwork,
    @Nullable Instant deletion,
    @Nullable Instant started,
    List<ContainerStatus> containers) {
  public PodStatus {
    addresses = List.copyOf(addresses);
    containers = List.copyOf(containers);
  }
}
