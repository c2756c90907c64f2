package dev.rolecall.kube.directory;

import dev.rolecall.directory.WorkloadDirectory.Lookup;
import dev.rolecall.identity.Workload;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * What sts would find of one pod.
 *
 * @param workload the pod as it is, whether it lives or not
 * @param lookup whether it lives
 */
public record PodLookup(Workload workload, Lookup lookup) {
  /**
   * @param account the pod's service account, where it could be read
   */
  public static PodLookup of(Pod pod, Optional<ServiceAccount> account, Clock clock) {
    WorkloadIndex index = new WorkloadIndex(clock, account.isPresent());
    account.ifPresent(index::put);
    index.put(pod);
    Map<String, String> annotations =
        account.map(known -> Slim.annotations(known.getMetadata())).orElse(Map.of());
    return new PodLookup(
        WorkloadIndex.workload(pod, annotations), index.find(pod.getMetadata().getUid()));
  }
}
