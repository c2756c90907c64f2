package dev.rolecall.operator.reconcile;

import dev.rolecall.kube.resource.IAMPolicy;
import dev.rolecall.kube.resource.ResourceStatus;
import dev.rolecall.operator.state.StateWatch;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import jakarta.inject.Singleton;

/** Status of IAMPolicies. */
@Singleton
@ControllerConfiguration(name = "iampolicy")
public final class IAMPolicyReconciler extends StatusReconciler<ResourceStatus, IAMPolicy> {
  public IAMPolicyReconciler(StateWatch watch, StatusReport report) {
    super(IAMPolicy.class, ResourceStatus::new, watch, report);
  }
}
