package dev.rolecall.operator.reconcile;

import dev.rolecall.kube.resource.InstanceProfile;
import dev.rolecall.kube.resource.InstanceProfileStatus;
import dev.rolecall.operator.state.StateWatch;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import jakarta.inject.Singleton;

/** Status of InstanceProfiles. */
@Singleton
@ControllerConfiguration(
    name = "instanceprofile",
    informer = @Informer(itemStore = StatusStore.class, informerListLimit = StatusStore.PAGE))
@GradualRetry(
    maxAttempts = Persistence.WITHOUT_END,
    initialInterval = Persistence.FIRST_MILLIS,
    intervalMultiplier = Persistence.GROWTH,
    maxInterval = Persistence.LONGEST_MILLIS)
public final class InstanceProfileReconciler
    extends StatusReconciler<InstanceProfileStatus, InstanceProfile> {
  public InstanceProfileReconciler(StateWatch watch, StatusReport report) {
    super(InstanceProfile.class, InstanceProfileStatus::new, watch, report);
  }
}
