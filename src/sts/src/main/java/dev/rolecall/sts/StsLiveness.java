package dev.rolecall.sts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Alive as long as a new start would help nobody: once the writer of the audit has ended, only that
 * helps. What may pass, as a full disk does, makes it not ready.
 */
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
    return HealthCheckResponse.named("audit").status(!server.hasAuditFailed()).build();
  }
}
