package dev.rolecall.sts.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Optional;

/** Finds what two readers of one request's head might understand differently (RFC 9112). */
final class RequestHead {
  private RequestHead() {}

  /** Why the request must not be read; its connection is good for no other then. */
  static Optional<String> problem(HttpServerRequest request) {
    MultiMap headers = request.headers();
    int hosts = headers.getAll(HttpHeaders.HOST).size();
    if (hosts > 1) {
      return Optional.of("The request has more than one Host");
    }
    if (hosts == 0 && request.version() == HttpVersion.HTTP_1_1) {
      return Optional.of("The request has no Host");
    }
    List<String> codings = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
    boolean chunked = codings.size() == 1 && codings.getFirst().strip().equalsIgnoreCase("chunked");
    if (!codings.isEmpty() && !chunked) {
      return Optional.of("The request has a transfer coding other than chunked");
    }
    return Optional.empty();
  }
}
