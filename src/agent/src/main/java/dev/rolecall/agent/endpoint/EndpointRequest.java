package dev.rolecall.agent.endpoint;

import dev.rolecall.agent.caller.Connection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request as it arrived.
 *
 * @param method as on the request line
 * @param target the request target, not decoded, with its query
 * @param headers all values of a header, whatever the case of its name
 * @param connection that it came by
 */
public record EndpointRequest(
    String method, String target, Function<String, List<String>> headers, Connection connection) {
  /** The value of a header that is there once; empty where it is not there, or again and again. */
  public Optional<String> header(String name) {
    List<String> values = headers.apply(name);
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  /** Whether the header is there at all. */
  public boolean has(String name) {
    return !headers.apply(name).isEmpty();
  }

  /** Whether something follows the head, however it is framed (RFC 9112, 6). */
  public boolean hasBody() {
    return has("Transfer-Encoding")
        || headers.apply("Content-Length").stream().anyMatch(length -> !length.strip().equals("0"));
  }
}
