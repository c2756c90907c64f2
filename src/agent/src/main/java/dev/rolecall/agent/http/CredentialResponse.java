package dev.rolecall.agent.http;

import dev.rolecall.agent.credentials.CredentialAnswer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** An answer as the SDKs' container providers read it. */
public final class CredentialResponse {
  private CredentialResponse() {}

  public static void send(CredentialAnswer answer, HttpServerResponse response) {
    if (response.closed()) {
      return;
    }
    switch (answer) {
      case CredentialAnswer.Granted granted ->
          response
              .putHeader("Content-Type", "application/json")
              .putHeader("Cache-Control", "no-store")
              .end(Buffer.buffer(granted.credentials().json()));
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
