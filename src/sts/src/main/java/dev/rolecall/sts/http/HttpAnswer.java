package dev.rolecall.sts.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One answer.
 *
 * @param body all of it; empty where there is a rest
 * @param rest what follows, for as long as the connection lasts
 */
public record HttpAnswer(
    int status,
    String contentType,
    Map<String, String> headers,
    String body,
    Optional<AnswerStream> rest) {
  public HttpAnswer {
    headers = Map.copyOf(headers);
  }

  /** A whole one. */
  public HttpAnswer(int status, String contentType, Map<String, String> headers, String body) {
    this(status, contentType, headers, body, Optional.empty());
  }

  public static HttpAnswer json(int status, String body) {
    return new HttpAnswer(status, "application/json", Map.of(), body);
  }

  public static HttpAnswer text(int status, String body) {
    return new HttpAnswer(status, "text/plain; charset=utf-8", Map.of(), body);
  }

  /** The same, with when to come back in seconds (RFC 9110, 10.2.3). */
  public HttpAnswer retryAfter(int seconds) {
    Map<String, String> more = new HashMap<>(headers);
    more.put("Retry-After", String.valueOf(seconds));
    return new HttpAnswer(status, contentType, more, body, rest);
  }

  @Override
  public String toString() {
    return status + " " + contentType;
  }
}
