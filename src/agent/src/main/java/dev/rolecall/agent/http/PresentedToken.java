package dev.rolecall.agent.http;

import dev.rolecall.agent.credentials.PodToken;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Optional;

/**
 * The token of a request: the whole {@code Authorization} header, as the SDKs send it; {@code
 * Bearer} before it is tolerated.
 */
public final class PresentedToken {
  private static final String SCHEME = "bearer";

  private PresentedToken() {}

  /** The token; empty where there is none that can be looked at, which was answered then. */
  public static Optional<PodToken> of(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    List<String> headers = request.headers().getAll(HttpHeaders.AUTHORIZATION);
    if (headers.size() > 1) {
      new HttpError(400, "InvalidTokenException", "There is more than one Authorization header.")
          .send(response);
      return Optional.empty();
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
      return Optional.empty();
    }
    return Optional.of(PodToken.of(token));
  }

  private static String withoutScheme(String header) {
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return header;
    }
    String rest = header.substring(SCHEME.length());
    return rest.isEmpty() || Character.isWhitespace(rest.charAt(0)) ? rest.strip() : header;
  }
}
