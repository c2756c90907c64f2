package dev.rolecall.agent.http;

import dev.rolecall.agent.credentials.CredentialAnswer;
import dev.rolecall.agent.credentials.CredentialCache;
import dev.rolecall.agent.credentials.CredentialRequest;
import dev.rolecall.agent.credentials.PodToken;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code GET /v1/credentials}, the endpoint of {@code AWS_CONTAINER_CREDENTIALS_FULL_URI}. The
 * token is the whole {@code Authorization} header, as the SDKs send it; {@code Bearer} before it is
 * tolerated.
 */
public final class CredentialsResource {
  private static final Pattern SCHEME =
      Pattern.compile("bearer(?:\\s+|$)", Pattern.CASE_INSENSITIVE);

  private final CredentialCache cache;

  public CredentialsResource(CredentialCache cache) {
    this.cache = cache;
  }

  void handle(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    List<String> headers = request.headers().getAll("Authorization");
    if (headers.size() > 1) {
      new HttpError(400, "InvalidTokenException", "There is more than one Authorization header.")
          .send(response);
      return;
    }
    String token = headers.isEmpty() ? "" : withoutScheme(headers.getFirst().strip());
    if (token.isEmpty()) {
      response.putHeader("WWW-Authenticate", "Bearer");
      new HttpError(
              401,
              "MissingAuthenticationTokenException",
              "The Authorization header is missing: it must hold the token of the file that"
                  + " AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE names.")
          .send(response);
      return;
    }
    cache
        .get(new CredentialRequest.OfBearer(PodToken.of(token)))
        .thenAccept(answer -> send(answer, response));
  }

  private static String withoutScheme(String header) {
    Matcher scheme = SCHEME.matcher(header);
    return scheme.lookingAt() ? header.substring(scheme.end()) : header;
  }

  private static void send(CredentialAnswer answer, HttpServerResponse response) {
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
