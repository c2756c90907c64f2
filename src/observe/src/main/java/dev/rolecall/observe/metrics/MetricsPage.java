package dev.rolecall.observe.metrics;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What Prometheus reads at {@code /metrics}. It is written once in a second at the most, whoever
 * asks and however often. Safe for several threads.
 */
public final class MetricsPage {
  /** Prometheus's text format. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Supplier<String> writer;
  private final Executor thread;
  private final LongSupplier nanos;
  private @Nullable CompletableFuture<String> page;
  private long begunAt;

  /**
   * @param thread where it is written
   * @param nanos a clock that never goes back
   */
  MetricsPage(Supplier<String> writer, Executor thread, LongSupplier nanos) {
    this.writer = writer;
    this.thread = thread;
    this.nanos = nanos;
  }

  /** Of what lives on one event loop, which asks. */
  public static MetricsPage onTheLoop(Supplier<String> writer) {
    return new MetricsPage(writer, Runnable::run, System::nanoTime);
  }

  /** Of what any thread may read: no event loop waits until it is written. */
  public static MetricsPage besideTheLoop(Supplier<String> writer, Vertx vertx) {
    return new MetricsPage(
        writer,
        task -> {
          var unused =
              vertx.executeBlocking(
                  () -> {
                    task.run();
                    return task;
                  },
                  false);
        },
        System::nanoTime);
  }

  /** Answers with it; on an event loop. */
  public void answer(HttpServerResponse response) {
    Context here = Vertx.currentContext();
    text()
        .whenComplete((text, failure) -> here.runOnContext(ready -> send(response, text, failure)));
  }

  private static void send(
      HttpServerResponse response, @Nullable String text, @Nullable Throwable failure) {
    if (response.closed() || response.ended()) {
      return;
    }
    if (text == null) {
      response.setStatusCode(500).end("the metrics could not be written: " + failure);
    } else {
      response.putHeader("Content-Type", CONTENT_TYPE).end(text);
    }
  }

  /** The one that is fresh, or is being written. */
  synchronized CompletableFuture<String> text() {
    long now = nanos.getAsLong();
    CompletableFuture<String> last = page;
    if (last != null && (!last.isDone() || now - begunAt < FRESH_NANOS)) {
      return last;
    }
    begunAt = now;
    CompletableFuture<String> next = CompletableFuture.supplyAsync(writer, thread);
    page = next;
    return next;
  }
}
