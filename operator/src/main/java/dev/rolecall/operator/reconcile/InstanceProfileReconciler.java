package dev.rolecall.operator.reconcile;

import dev.rolecall.kube.resource.InstanceProfile;
import dev.rolecall.kube.resource.InstanceProfileStatus;
import dev.rolecall.operator.state.StateWatch;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import jakarta.inject.Singleton;

/** Status of InstanceProfiles. */
@Singleton
@ControllerConfiguration(name = "instanceprofile")
public final class InstanceProfileReconciler
    extends StatusReconciler<InstanceProfileStatus, InstanceProfile> {
  public InstanceProfileReconciler(StateWatch watch, StatusReport report) {
    super(InstanceProfile.class, InstanceProfileStatus::new, watch, report);
  }
}
