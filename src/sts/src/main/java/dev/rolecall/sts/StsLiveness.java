package dev.rolecall.sts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive while decisions can be recorded: once that has failed, only a new start helps. */
@Liveness
@ApplicationScoped
public class StsLiveness implements HealthCheck {
  private final StsServer server;

  @Inject
  public StsLiveness(StsServer server) {
    this.server = server;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("audit").status(server.isAuditing()).build();
  }
}
