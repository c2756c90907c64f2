package dev.rolecall.sts.http;

import dev.rolecall.observe.trace.RequestTrace;
import dev.rolecall.sigv4.SignedRequest;
import dev.rolecall.sigv4.SignedRequest.Header;
import dev.rolecall.sts.audit.AuditTrail;
import dev.rolecall.sts.limit.Caller;
import java.security.cert.X509Certificate;
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
 * @param clientCertificate what the connection's other end proved to have, where it did
 * @param trace that handling it is part of
 */
public record HttpCall(
    String method,
    String path,
    String query,
    List<Header> headers,
    byte[] body,
    Caller caller,
    Optional<X509Certificate> clientCertificate,
    RequestTrace trace) {
  private static final String BEARER = "Bearer ";

  public HttpCall {
    headers = List.copyOf(headers);
  }

  /** One of somebody without a certificate, which is not traced. */
  public HttpCall(
      String method, String path, String query, List<Header> headers, byte[] body, Caller caller) {
    this(method, path, query, headers, body, caller, Optional.empty(), RequestTrace.NONE);
  }

  /** The address that it came from, for the audit event. */
  public String source() {
    return caller.address();
  }

  /**
   * What is to be recorded of it.
   *
   * @param action as far as it is known yet
   */
  public AuditTrail trail(String requestId, String action) {
    AuditTrail trail = new AuditTrail(requestId, action, source());
    trail.userAgent(header("User-Agent"));
    trail.trace(trace);
    return trail;
  }

  /** The values of all headers of this name, one for each line. */
  public List<String> headers(String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .toList();
  }

  /** The first header of this name. */
  public Optional<String> header(String name) {
    for (Header header : headers) {
      if (header.name().equalsIgnoreCase(name)) {
        return Optional.of(header.value());
      }
    }
    return Optional.empty();
  }

  /** The token of {@code Authorization: Bearer <token>} (RFC 6750), where it has one. */
  public Optional<String> bearerToken() {
    return header("Authorization").flatMap(HttpCall::bearerToken);
  }

  /**
   * The token of a header of this value, {@code Bearer <token>}; the scheme's case is no matter.
   */
  public static Optional<String> bearerToken(String value) {
    return Optional.of(value)
        .filter(text -> text.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(text -> text.substring(BEARER.length()).strip())
        .filter(token -> !token.isEmpty());
  }

  /**
   * The session's token of a signature in a header. A presigned URL's comes seldom again, and in
   * another place.
   */
  public Optional<String> sessionToken() {
    return header("Authorization").flatMap(signed -> header("X-Amz-Security-Token"));
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
