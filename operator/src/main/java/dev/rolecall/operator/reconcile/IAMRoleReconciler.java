package dev.rolecall.operator.reconcile;

import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.IAMRoleStatus;
import dev.rolecall.operator.state.StateWatch;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import jakarta.inject.Singleton;

/** Status of IAMRoles, with their ARNs and unique ids. */
@Singleton
@ControllerConfiguration(name = "iamrole")
public final class IAMRoleReconciler extends StatusReconciler<IAMRoleStatus, IAMRole> {
  public IAMRoleReconciler(StateWatch watch, StatusReport report) {
    super(IAMRole.class, IAMRoleStatus::new, watch, report);
  }
}
