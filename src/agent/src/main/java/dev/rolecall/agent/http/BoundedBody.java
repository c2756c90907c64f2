package dev.rolecall.agent.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;

/** Reads a request's body, no more of it and no longer than is good. */
final class BoundedBody {
  static final int LARGEST = 64 * 1024;
  private static final long TIMEOUT_MS = 5_000;

  private BoundedBody() {}

  /** Fails with {@link TooLarge}, or with a time-out. */
  static Future<Buffer> read(HttpServerRequest request) {
    Promise<Buffer> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    request.exceptionHandler(whole::tryFail);
    request.handler(chunk -> {
      if (body.length() + chunk.length() > LARGEST) {
        whole.tryFail(new TooLarge());
      } else {
        body.appendBuffer(chunk);
      }
    });
    request.endHandler(end -> whole.tryComplete(body));
    return whole.future().timeout(TIMEOUT_MS, TimeUnit.MILLISECONDS);
  }

  /** A body of more than 64 KiB. */
  static final class TooLarge extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
