package dev.rolecall.sts.http;

import dev.rolecall.sigv4.SignedRequest;
import dev.rolecall.sigv4.SignedRequest.Header;
import dev.rolecall.sts.limit.Caller;
import java.util.List;
import java.util.Optional;

/**
 * One request as it arrived, nothing decoded.
 *
 * @param path the path as on the wire
 * @param query the raw query string; empty where there is none
 * @param headers in the order of arrival
 * @param body all of it
 * @param caller whoever sent it
 */
public record HttpCall(
    String method, String path, String query, List<Header> headers, byte[] body, Caller caller) {
  private static final String BEARER = "Bearer ";

  public HttpCall {
    headers = List.copyOf(headers);
  }

  /** The address that it came from, for the audit event. */
  public String source() {
    return caller.address();
  }

  /** The first header of this name. */
  public Optional<String> header(String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }

  /** The token of {@code Authorization: Bearer <token>} (RFC 6750), where it has one. */
  public Optional<String> bearerToken() {
    return header("Authorization")
        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(value -> value.substring(BEARER.length()).strip())
        .filter(token -> !token.isEmpty());
  }

  /** The same request, to verify its signature. */
  public SignedRequest signed() {
    return new SignedRequest(method, path, query, headers, body);
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
