package dev.rolecall.agent.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A status, headers and a body, which may be secret and prints as nothing. */
public final class EndpointAnswer {
  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  private EndpointAnswer(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = Collections.unmodifiableMap(headers);
    this.body = body;
  }

  /**
   * @param type the media type of the body
   */
  public static EndpointAnswer of(int status, String type, String body) {
    return of(status, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @param headers the body's media type among them
   * @param body which nobody may write to any more
   */
  public static EndpointAnswer of(int status, Map<String, String> headers, byte[] body) {
    return new EndpointAnswer(status, headers, body);
  }

  /** The same with a header more. */
  public EndpointAnswer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new EndpointAnswer(status, more, body);
  }

  public int status() {
    return status;
  }

  /** Without the length, which whoever sends it sets; {@code Connection: close} is to be obeyed. */
  public Map<String, String> headers() {
    return headers;
  }

  /** The body, for the wire only. */
  public byte[] body() {
    return body.clone();
  }

  @Override
  public String toString() {
    return status + " " + headers + " [" + body.length + " bytes]";
  }
}
