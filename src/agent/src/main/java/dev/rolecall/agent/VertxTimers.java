package dev.rolecall.agent;

import dev.rolecall.agent.credentials.Timers;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Timers of Vert.x, which run on the event loop that they were set on. */
final class VertxTimers implements Timers {
  private final Vertx vertx;

  VertxTimers(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    long id = vertx.setTimer(Math.max(1, delay.toMillis()), fired -> task.run());
    return () -> vertx.cancelTimer(id);
  }
}
