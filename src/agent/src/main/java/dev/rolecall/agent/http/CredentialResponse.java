package dev.rolecall.agent.http;

import dev.rolecall.agent.credentials.CredentialAnswer;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** An answer as the SDKs' container providers read it. */
public final class CredentialResponse {
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

  private CredentialResponse() {}

  private static Buffer body(byte[] json) {
    return Buffer.buffer(Unpooled.wrappedBuffer(json));
  }

  public static void send(CredentialAnswer answer, HttpServerResponse response) {
    if (response.closed()) {
      return;
    }
    switch (answer) {
      case CredentialAnswer.Granted granted ->
          response
              .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
              .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
              .end(granted.credentials().jsonAs(CredentialResponse::body));
      case CredentialAnswer.Refused refused ->
          new HttpError(refused.status(), refused.code(), refused.message()).send(response);
      case CredentialAnswer.Unavailable unavailable ->
          new HttpError(
                  503,
                  "ServiceUnavailableException",
                  "No credentials now: " + unavailable.reason() + ".")
              .send(response);
    }
  }
}
