package dev.rolecall.sts.http;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;

/** A response whose body has no end of its own; it is only touched on its own context. */
final class ResponseSink implements AnswerSink {
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Context context;

  private ResponseSink(HttpServerRequest request, Context context) {
    this.request = request;
    this.response = request.response();
    this.context = context;
  }

  /** Hands over the rest of the answer. Runs on the request's context. */
  static void begin(HttpServerRequest request, Context context, AnswerStream stream) {
    HttpServerResponse response = request.response();
    response.setChunked(true);
    response.closeHandler(closed -> stream.closed());
    response.exceptionHandler(failure -> stream.closed());
    stream.opened(new ResponseSink(request, context));
  }

  @Override
  public void send(String part, Runnable taken) {
    context.runOnContext(here -> {
      if (isOver()) {
        return;
      }
      response.write(part);
      if (response.writeQueueFull()) {
        response.drainHandler(drained -> {
          response.drainHandler(null);
          taken.run();
        });
      } else {
        taken.run();
      }
    });
  }

  @Override
  public void end() {
    context.runOnContext(here -> {
      if (!isOver()) {
        response.end();
      }
    });
  }

  /**
   * Closes the socket from before its first handler. All others, and a stream of HTTP/2 that is
   * reset, wait for what was sent to be read.
   */
  @Override
  public void cut() {
    context.runOnContext(here -> {
      if (request.connection() instanceof ConnectionBase known) {
        known.channel().pipeline().firstContext().close();
      }
    });
  }

  private boolean isOver() {
    return response.ended() || response.closed();
  }
}
