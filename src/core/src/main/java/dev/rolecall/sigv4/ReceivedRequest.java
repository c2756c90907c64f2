package dev.rolecall.sigv4;

import dev.rolecall.sigv4.SignedRequest.Header;

/** A request whose query and headers are read. */
record ReceivedRequest(
    String method, String path, QueryParameters query, RequestHeaders headers, RequestBody body) {
  /** Several times what S3 takes, which wants 8 KB of headers and keys of 1 KB. */
  private static final int LONGEST = 64 * 1024;

  static ReceivedRequest read(SignedRequest request, Scope scope) throws RefusedException {
    requireBounded(request);
    requirePath(request.path(), scope);
    return new ReceivedRequest(
        request.method(),
        request.path(),
        QueryParameters.parse(request.query()),
        RequestHeaders.of(request.headers()),
        request.body());
  }

  /** A path that is none is refused before all else, so far as the service's rules are known. */
  private static void requirePath(String path, Scope scope) throws RefusedException {
    PercentEncoding.decode(path, SignatureRefusal.INVALID_URI_PATH);
    if (scope instanceof Scope.Service service) {
      service.form().path(path);
    }
  }

  /** Bounds the work before any is done: the other limits are the HTTP server's, not ours. */
  private static void requireBounded(SignedRequest request) throws RefusedException {
    long length =
        (long) request.method().length() + request.path().length() + request.query().length();
    for (Header header : request.headers()) {
      length += header.name().length() + header.value().length() + 2L;
    }
    if (length > LONGEST) {
      throw new RefusedException(
          SignatureRefusal.REQUEST_TOO_LARGE,
          "Your request header section exceeds the maximum allowed size of " + LONGEST + " bytes");
    }
  }
}
