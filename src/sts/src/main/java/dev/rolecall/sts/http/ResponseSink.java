package dev.rolecall.sts.http;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;

/** A response whose body has no end of its own; it is only touched on its own context. */
final class ResponseSink implements AnswerSink {
  /** Both of HTTP/2 (RFC 9113, 7); a connection of HTTP/1 is closed. */
  private static final long CANCEL = 8;

  private final HttpServerResponse response;
  private final Context context;

  private ResponseSink(HttpServerResponse response, Context context) {
    this.response = response;
    this.context = context;
  }

  /** Sends the head, and hands over the rest. Runs on the response's context. */
  static void begin(HttpServerResponse response, Context context, AnswerStream stream) {
    response.setChunked(true);
    response.closeHandler(closed -> stream.closed());
    response.exceptionHandler(failure -> stream.closed());
    stream.opened(new ResponseSink(response, context));
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

  @Override
  public void cut() {
    context.runOnContext(here -> {
      if (!isOver()) {
        response.reset(CANCEL);
      }
    });
  }

  private boolean isOver() {
    return response.ended() || response.closed();
  }
}
