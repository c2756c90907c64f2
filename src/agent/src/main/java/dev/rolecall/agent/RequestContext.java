package dev.rolecall.agent;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What Vert.x knows of the request that is handled just now: its trace. */
final class RequestContext {
  private RequestContext() {}

  /** Runs at once what is run while the request is handled, and brings back its context later. */
  static Executor current() {
    @Nullable Context context = Vertx.currentContext();
    if (context == null) {
      return Runnable::run;
    }
    return task -> {
      if (context.equals(Vertx.currentContext())) {
        task.run();
      } else {
        context.runOnContext(back -> task.run());
      }
    };
  }
}
