package dev.rolecall.sts.http;

import dev.rolecall.limit.BodyQuota;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * One request's body as it arrives: no larger, no slower and no more of one sender than is good.
 */
final class IncomingBody {
  private static final long TIMEOUT_MILLIS = 5000;

  private final HttpServerRequest request;
  private final int limit;
  private final ArrivedBytes arrived;
  private final Promise<byte[]> whole = Promise.promise();
  private boolean released;

  IncomingBody(HttpServerRequest request, String source, int limit, BodyQuota quota) {
    this.request = request;
    this.limit = limit;
    this.arrived = new ArrivedBytes(source, limit, quota);
  }

  /** Why a body is not read. */
  enum Reason {
    TOO_LARGE,
    TOO_SLOW,
    NO_ROOM
  }

  /** A body that is not read to its end. */
  static final class Unread extends Exception {
    private static final long serialVersionUID = 1L;
    private final Reason reason;

    Unread(Reason reason) {
      super(reason.name(), null, false, false);
      this.reason = reason;
    }

    Reason reason() {
      return reason;
    }
  }

  /** Fails with {@link Unread}, or with whatever became of the connection. */
  Future<byte[]> read(Vertx vertx) {
    request.handler(this::append);
    request.endHandler(end -> whole.tryComplete(arrived.whole()));
    request.exceptionHandler(whole::tryFail);
    // Quarkus pauses requests until somebody wants them.
    request.resume();
    if (!whole.future().isComplete()) {
      long timer =
          vertx.setTimer(TIMEOUT_MILLIS, late -> whole.tryFail(new Unread(Reason.TOO_SLOW)));
      whole.future().onComplete(done -> vertx.cancelTimer(timer));
    }
    return whole.future();
  }

  private void append(Buffer part) {
    if (whole.future().isComplete()) {
      return;
    }
    if (arrived.length() + part.length() > limit) {
      whole.tryFail(new Unread(Reason.TOO_LARGE));
    } else if (!arrived.add(part)) {
      whole.tryFail(new Unread(Reason.NO_ROOM));
    }
  }

  /** Forgets the body, once it is answered. */
  void release() {
    if (!released) {
      released = true;
      arrived.release();
    }
  }
}
