package dev.rolecall.sts;

import dev.rolecall.observe.metrics.ProgramMetrics;
import io.quarkus.vertx.http.ManagementInterface;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** {@code /metrics} of the port of health, which only Prometheus and the kubelet may reach. */
@ApplicationScoped
public class MetricsRoute {
  private final StsServer server;

  @Inject
  public MetricsRoute(StsServer server) {
    this.server = server;
  }

  void show(@Observes ManagementInterface management) {
    management
        .router()
        .get("/metrics")
        .handler(context ->
            context
                .response()
                .putHeader("Content-Type", ProgramMetrics.CONTENT_TYPE)
                .end(server.metrics().text()));
  }
}
