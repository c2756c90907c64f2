package dev.rolecall.sts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once directories, session keys and the issuer's keys are read. */
@Readiness
@ApplicationScoped
public class StsReadiness implements HealthCheck {
  private final StsServer server;

  @Inject
  public StsReadiness(StsServer server) {
    this.server = server;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("directories and keys")
        .status(server.endpoints().isPresent())
        .build();
  }
}
