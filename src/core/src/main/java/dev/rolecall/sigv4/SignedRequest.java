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
 * @param body all of it
 */
public record SignedRequest(
    String method, String path, String query, List<Header> headers, byte[] body) {
  public SignedRequest {
    headers = List.copyOf(headers);
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
