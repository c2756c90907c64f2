package dev.rolecall.operator.admission;

import dev.rolecall.limit.BodyQuota;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Lets reviews in while there is room for their bodies, and ends those that do not arrive: the port
 * is open to every pod, and whoever fills the operator's memory stops all creation of pods in
 * Accounts' namespaces.
 */
final class ReviewGate implements Handler<RoutingContext> {
  private static final int UNAVAILABLE = 503;

  /** As long as the API server waits for an answer. */
  private static final long TIMEOUT_MILLIS = 5000;

  private final long largest;
  private final BodyQuota quota;

  /**
   * @param largest what a body without a length counts for
   */
  ReviewGate(long largest, BodyQuota quota) {
    this.largest = largest;
    this.quota = quota;
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    String source = request.remoteAddress().hostAddress();
    long bytes = announced(request);
    if (!quota.take(source, bytes)) {
      context.fail(UNAVAILABLE);
      return;
    }
    long timer = context.vertx().setTimer(TIMEOUT_MILLIS, late -> endUnlessArrived(request));
    context.addEndHandler(done -> {
      context.vertx().cancelTimer(timer);
      quota.give(source, bytes);
    });
    context.next();
  }

  private static void endUnlessArrived(HttpServerRequest request) {
    if (!request.isEnded()) {
      request.response().reset();
    }
  }

  /** Of a body that is too large none is held: it is refused by its length. */
  private long announced(HttpServerRequest request) {
    try {
      long length = Long.parseLong(request.getHeader("Content-Length"));
      return length < 0 || length > largest ? 0 : length;
    } catch (NumberFormatException e) {
      return largest;
    }
  }
}
