package dev.rolecall.agent;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;

/** Waits for what Vert.x does. */
final class Waiting {
  private static final long PATIENCE_SECONDS = 30;

  private Waiting() {}

  static <T> T on(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
  }
}
