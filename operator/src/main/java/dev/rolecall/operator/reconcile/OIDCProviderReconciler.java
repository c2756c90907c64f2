package dev.rolecall.operator.reconcile;

import dev.rolecall.kube.resource.OIDCProvider;
import dev.rolecall.kube.resource.OIDCProviderStatus;
import dev.rolecall.operator.state.StateWatch;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import jakarta.inject.Singleton;

/** Status of OIDCProviders. */
@Singleton
@ControllerConfiguration(name = "oidcprovider")
public final class OIDCProviderReconciler
    extends StatusReconciler<OIDCProviderStatus, OIDCProvider> {
  public OIDCProviderReconciler(StateWatch watch, StatusReport report) {
    super(OIDCProvider.class, OIDCProviderStatus::new, watch, report);
  }
}
