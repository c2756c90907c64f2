package dev.rolecall.kube.directory;

import dev.rolecall.binding.EksPrefix;
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
  public static PodLookup of(
      Pod pod, Optional<ServiceAccount> account, EksPrefix eks, Clock clock) {
    WorkloadIndex index = new WorkloadIndex(clock, eks, account.isPresent());
    account.ifPresent(index::put);
    index.put(pod);
    Map<String, String> annotations =
        account
            .map(known -> eks.normal(Slim.annotations(known.getMetadata(), eks)))
            .orElse(Map.of());
    return new PodLookup(
        WorkloadIndex.workload(pod, annotations), index.find(pod.getMetadata().getUid()));
  }
}
