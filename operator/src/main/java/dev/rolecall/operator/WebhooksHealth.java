package dev.rolecall.operator;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the webhooks are served: everything was read, and there is a certificate. */
@Readiness
@Singleton
final class WebhooksHealth implements HealthCheck {
  private final Webhooks webhooks;

  WebhooksHealth(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("webhooks").status(webhooks.serving()).build();
  }
}
