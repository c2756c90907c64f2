package dev.rolecall.sigv4;

import java.util.List;

/**
 * A request as it arrived, nothing decoded: a byte of the wire is a character, as HTTP servers hand
 * it over.
 *
 * @param method {@code GET}, {@code POST}, ...
 * @param path the path as on the wire, {@code /} at least
 * @param query the raw query string without its question mark; empty where there is none
 * @param headers in the order of arrival, a name once for each of its lines
 */
public record SignedRequest(
    String method, String path, String query, List<Header> headers, RequestBody body) {
  public SignedRequest {
    headers = List.copyOf(headers);
  }

  /** A request with all of its body. */
  public SignedRequest(
      String method, String path, String query, List<Header> headers, byte[] body) {
    this(method, path, query, headers, new RequestBody.Whole(body));
  }

  /** One header line. */
  public record Header(String name, String value) {
    /** The name alone: the value may be a credential. */
    @Override
    public String toString() {
      return name;
    }
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
