package dev.rolecall.agent.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The responses that a server owes, so that it can finish them before it closes. */
public final class OpenResponses {
  private static final long GRACE_MS = 3_000;

  private final Set<HttpServerResponse> open = new HashSet<>();
  private final Promise<Void> idle = Promise.promise();
  private boolean finishing;

  /**
   * A request has arrived.
   *
   * @param done is run once, when it was answered or its connection is gone
   */
  public void opened(HttpServerResponse response, Runnable done) {
    open.add(response);
    response.endHandler(end -> over(response, done));
    response.closeHandler(closed -> over(response, done));
    if (finishing) {
      response.putHeader("Connection", "close");
    }
  }

  private void over(HttpServerResponse response, Runnable done) {
    if (open.remove(response)) {
      done.run();
    }
    if (finishing && open.isEmpty()) {
      idle.tryComplete();
    }
  }

  /** Completes when nothing is owed any more, or after a few seconds. */
  public Future<Void> finish() {
    finishing = true;
    if (open.isEmpty()) {
      idle.tryComplete();
    }
    return idle.future().timeout(GRACE_MS, TimeUnit.MILLISECONDS).otherwiseEmpty();
  }
}
