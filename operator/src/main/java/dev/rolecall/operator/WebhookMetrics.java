package dev.rolecall.operator;

import dev.rolecall.operator.admission.observe.ReviewCounts;
import io.quarkus.vertx.http.ManagementInterface;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Shows what the webhooks did at {@code /metrics} of the port of health. */
@Singleton
final class WebhookMetrics {
  private final ReviewCounts counts;

  WebhookMetrics(ReviewCounts counts) {
    this.counts = counts;
  }

  void show(@Observes ManagementInterface management) {
    management
        .router()
        .get("/metrics")
        .handler(context ->
            context
                .response()
                .putHeader("Content-Type", ReviewCounts.CONTENT_TYPE)
                .end(counts.text()));
  }
}
