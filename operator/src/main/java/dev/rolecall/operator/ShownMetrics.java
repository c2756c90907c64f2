package dev.rolecall.operator;

import dev.rolecall.observe.metrics.MetricsPage;
import dev.rolecall.observe.metrics.ProgramMetrics;
import dev.rolecall.operator.leadership.Leadership;
import dev.rolecall.operator.metrics.StateMetrics;
import dev.rolecall.operator.state.StateWatch;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** {@code /metrics} of the port of health, which only Prometheus and the kubelet may reach. */
@Singleton
final class ShownMetrics {
  private final ProgramMetrics metrics;

  ShownMetrics(ProgramMetrics metrics, Webhooks webhooks, Leadership leadership, StateWatch watch) {
    this.metrics = metrics;
    StateMetrics.work(metrics, webhooks::serving, leadership::leads);
    StateMetrics.resources(metrics, watch::state);
  }

  void show(@Observes ManagementInterface management, Vertx vertx) {
    MetricsPage page = MetricsPage.besideTheLoop(metrics::text, vertx);
    management.router().get("/metrics").handler(context -> page.answer(context.response()));
  }
}
