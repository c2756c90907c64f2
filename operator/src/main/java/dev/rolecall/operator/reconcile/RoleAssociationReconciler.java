package dev.rolecall.operator.reconcile;

import dev.rolecall.kube.resource.ResourceStatus;
import dev.rolecall.kube.resource.RoleAssociation;
import dev.rolecall.operator.state.StateWatch;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import jakarta.inject.Singleton;

/** Status of RoleAssociations. */
@Singleton
@ControllerConfiguration(name = "roleassociation")
public final class RoleAssociationReconciler
    extends StatusReconciler<ResourceStatus, RoleAssociation> {
  public RoleAssociationReconciler(StateWatch watch, StatusReport report) {
    super(RoleAssociation.class, ResourceStatus::new, watch, report);
  }
}
