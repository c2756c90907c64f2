package dev.rolecall.operator.reconcile;

import dev.rolecall.json.Json;
import dev.rolecall.kube.directory.HeldRoles;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.IAMRoleStatus;
import dev.rolecall.operator.state.StateWatch;
import dev.rolecall.operator.state.Verdict;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.util.Map;

/** Status of IAMRoles, with their ARNs and unique ids, and the annotation of those they trust. */
@Singleton
@ControllerConfiguration(
    name = "iamrole",
    informer = @Informer(itemStore = StatusStore.class, informerListLimit = StatusStore.PAGE))
@GradualRetry(
    maxAttempts = Persistence.WITHOUT_END,
    initialInterval = Persistence.FIRST_MILLIS,
    intervalMultiplier = Persistence.GROWTH,
    maxInterval = Persistence.LONGEST_MILLIS)
public final class IAMRoleReconciler extends StatusReconciler<IAMRoleStatus, IAMRole> {
  public IAMRoleReconciler(StateWatch watch, StatusReport report) {
    super(IAMRole.class, IAMRoleStatus::new, watch, report);
  }

  /**
   * Holds the roles that the trust policy names. Where the annotation is another than the one that
   * was judged, its author comes first, and the state will tell what that means.
   */
  @Override
  void prepare(IAMRole role, Verdict verdict, KubernetesClient client) {
    verdict
        .toHold()
        .filter(due -> due.seen().equals(HeldRoles.annotation(role)))
        .ifPresent(due -> hold(role, due, client));
  }

  private static void hold(IAMRole role, HeldRoles due, KubernetesClient client) {
    Map<String, ?> change =
        Map.of(
            "metadata",
            Map.of(
                "resourceVersion",
                role.getMetadata().getResourceVersion(),
                "annotations",
                Map.of(HeldRoles.ANNOTATION, due.wanted())));
    try {
      client
          .resources(IAMRole.class)
          .inNamespace(due.namespace())
          .withName(due.name())
          .patch(PatchContext.of(PatchType.JSON_MERGE), Json.write(change));
    } catch (KubernetesClientException e) {
      // One that changed meanwhile is tried again.
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw e;
      }
    }
  }
}
