package dev.rolecall.operator.reconcile;

import dev.rolecall.kube.resource.IAMPolicy;
import dev.rolecall.kube.resource.IAMPolicyStatus;
import dev.rolecall.operator.state.StateWatch;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.processing.event.rate.RateLimited;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import jakarta.inject.Singleton;

/** Status of IAMPolicies. */
@Singleton
// What is counted changes with every object that comes: one write says it for many.
@RateLimited(maxReconciliations = 3, within = 3)
@ControllerConfiguration(
    name = "iampolicy",
    informer = @Informer(itemStore = StatusStore.class, informerListLimit = StatusStore.PAGE))
@GradualRetry(
    maxAttempts = Persistence.WITHOUT_END,
    initialInterval = Persistence.FIRST_MILLIS,
    intervalMultiplier = Persistence.GROWTH,
    maxInterval = Persistence.LONGEST_MILLIS)
public final class IAMPolicyReconciler extends StatusReconciler<IAMPolicyStatus, IAMPolicy> {
  public IAMPolicyReconciler(StateWatch watch, StatusReport report) {
    super(IAMPolicy.class, IAMPolicyStatus::new, watch, report);
  }
}
