package dev.rolecall.sts;

import dev.rolecall.observe.metrics.MetricsPage;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.Vertx;
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

  void show(@Observes ManagementInterface management, Vertx vertx) {
    MetricsPage page = MetricsPage.besideTheLoop(() -> server.metrics().text(), vertx);
    management.router().get("/metrics").handler(context -> page.answer(context.response()));
  }
}
