package dev.rolecall.kube.directory;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Objects with only what decisions need: a large cluster has many pods, and pods are large. */
final class Slim {
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private Slim() {}

  static Pod pod(Pod pod) {
    return new PodBuilder()
        .withMetadata(metadata(pod.getMetadata()))
        .withNewSpec()
        .withNodeName(pod.getSpec().getNodeName())
        .withServiceAccountName(pod.getSpec().getServiceAccountName())
        .endSpec()
        .withNewStatus()
        .withPhase(pod.getStatus() == null ? null : pod.getStatus().getPhase())
        .endStatus()
        .build();
  }

  static ServiceAccount serviceAccount(ServiceAccount account) {
    return new ServiceAccountBuilder().withMetadata(metadata(account.getMetadata())).build();
  }

  /** The object itself, without its managed fields. */
  static <T extends HasMetadata> T resource(T resource) {
    resource.getMetadata().setManagedFields(null);
    return resource;
  }

  private static ObjectMeta metadata(ObjectMeta full) {
    return new ObjectMetaBuilder()
        .withNamespace(full.getNamespace())
        .withName(full.getName())
        .withUid(full.getUid())
        .withResourceVersion(full.getResourceVersion())
        .withDeletionTimestamp(full.getDeletionTimestamp())
        .withLabels(full.getLabels())
        .withAnnotations(withoutLastApplied(full.getAnnotations()))
        .build();
  }

  private static Map<String, String> withoutLastApplied(@Nullable Map<String, String> annotations) {
    Map<String, String> kept = annotations == null ? new HashMap<>() : new HashMap<>(annotations);
    kept.remove(LAST_APPLIED);
    return kept;
  }
}
