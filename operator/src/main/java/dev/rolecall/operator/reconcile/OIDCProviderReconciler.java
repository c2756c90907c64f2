package dev.rolecall.operator.reconcile;

import dev.rolecall.kube.resource.OIDCProvider;
import dev.rolecall.kube.resource.OIDCProviderStatus;
import dev.rolecall.operator.state.StateWatch;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import jakarta.inject.Singleton;

/** Status of OIDCProviders. */
@Singleton
@ControllerConfiguration(
    name = "oidcprovider",
    informer = @Informer(itemStore = StatusStore.class, informerListLimit = StatusStore.PAGE))
@GradualRetry(
    maxAttempts = Persistence.WITHOUT_END,
    initialInterval = Persistence.FIRST_MILLIS,
    intervalMultiplier = Persistence.GROWTH,
    maxInterval = Persistence.LONGEST_MILLIS)
public final class OIDCProviderReconciler
    extends StatusReconciler<OIDCProviderStatus, OIDCProvider> {
  public OIDCProviderReconciler(StateWatch watch, StatusReport report) {
    super(OIDCProvider.class, OIDCProviderStatus::new, watch, report);
  }
}
