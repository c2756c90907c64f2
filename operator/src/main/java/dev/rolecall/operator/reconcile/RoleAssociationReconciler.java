package dev.rolecall.operator.reconcile;

import dev.rolecall.kube.resource.ResourceStatus;
import dev.rolecall.kube.resource.RoleAssociation;
import dev.rolecall.operator.state.StateWatch;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import jakarta.inject.Singleton;

/** Status of RoleAssociations. */
@Singleton
@ControllerConfiguration(
    name = "roleassociation",
    informer = @Informer(itemStore = StatusStore.class, informerListLimit = StatusStore.PAGE))
@GradualRetry(
    maxAttempts = Persistence.WITHOUT_END,
    initialInterval = Persistence.FIRST_MILLIS,
    intervalMultiplier = Persistence.GROWTH,
    maxInterval = Persistence.LONGEST_MILLIS)
public final class RoleAssociationReconciler
    extends StatusReconciler<ResourceStatus, RoleAssociation> {
  public RoleAssociationReconciler(StateWatch watch, StatusReport report) {
    super(RoleAssociation.class, ResourceStatus::new, watch, report);
  }
}
