package dev.rolecall.sts.http;

import java.util.HashMap;
import java.util.Map;

/** One answer, whole. */
public record HttpAnswer(int status, String contentType, Map<String, String> headers, String body) {
  public HttpAnswer {
    headers = Map.copyOf(headers);
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
    return new HttpAnswer(status, contentType, more, body);
  }

  @Override
  public String toString() {
    return status + " " + contentType;
  }
}
