package dev.rolecall.sts.metrics;

import dev.rolecall.observe.metrics.ProgramMetrics;
import dev.rolecall.observe.metrics.WordCounter;
import dev.rolecall.sts.http.RequestObserver;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Counts the requests of one route and how long they take, from the end of their heads on. */
final class RouteMetrics implements RequestObserver {
  private final String route;
  private final WordCounter requests;
  private final Timer duration;
  private final LongSupplier nanos;

  /**
   * @param route as the code has it, without what callers put into it
   */
  RouteMetrics(String route, WordCounter requests, ProgramMetrics metrics, LongSupplier nanos) {
    this.route = route;
    this.requests = requests;
    this.duration =
        metrics.duration(
            "rolecall_sts_request_duration_seconds",
            "From the end of a request's head to its answer.",
            "route",
            route);
    this.nanos = nanos;
  }

  @Override
  public Observed arrived(HttpServerRequest request) {
    long began = nanos.getAsLong();
    return answer -> {
      requests.count(route, Integer.toString(answer.status()));
      // One that goes on has been answered so far only.
      if (answer.rest().isEmpty()) {
        duration.record(nanos.getAsLong() - began, TimeUnit.NANOSECONDS);
      }
    };
  }
}
