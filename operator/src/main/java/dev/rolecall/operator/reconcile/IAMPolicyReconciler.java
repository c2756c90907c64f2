package dev.rolecall.operator.reconcile;

import dev.rolecall.kube.resource.IAMPolicy;
import dev.rolecall.kube.resource.IAMPolicyStatus;
import dev.rolecall.operator.state.StateWatch;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.processing.event.rate.RateLimited;
import jakarta.inject.Singleton;

/** Status of IAMPolicies. */
@Singleton
// What is counted changes with every object that comes: one write says it for many.
@RateLimited(maxReconciliations = 3, within = 3)
@ControllerConfiguration(name = "iampolicy")
public final class IAMPolicyReconciler extends StatusReconciler<IAMPolicyStatus, IAMPolicy> {
  public IAMPolicyReconciler(StateWatch watch, StatusReport report) {
    super(IAMPolicy.class, IAMPolicyStatus::new, watch, report);
  }
}
