package dev.rolecall.agent.http;

import dev.rolecall.agent.credentials.PodToken;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The token of a request: the whole {@code Authorization} header, as the SDKs send it; {@code
 * Bearer} before it is tolerated.
 */
public final class PresentedToken {
  private static final Pattern SCHEME =
      Pattern.compile("bearer(?:\\s+|$)", Pattern.CASE_INSENSITIVE);

  private PresentedToken() {}

  /** The token; empty where there is none that can be looked at, which was answered then. */
  public static Optional<PodToken> of(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    List<String> headers = request.headers().getAll("Authorization");
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
    Matcher scheme = SCHEME.matcher(header);
    return scheme.lookingAt() ? header.substring(scheme.end()) : header;
  }
}
