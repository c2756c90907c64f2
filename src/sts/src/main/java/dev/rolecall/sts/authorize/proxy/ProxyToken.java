package dev.rolecall.sts.authorize.proxy;

import dev.rolecall.sts.http.HttpCall;
import java.util.List;
import java.util.Optional;

/**
 * Where a proxy has its own token: {@code Authorization} is its client's. A second header of this
 * name may be the client's, so then there is none.
 */
public final class ProxyToken {
  private ProxyToken() {}

  /** The token of {@code X-Rolecall-Authorization: Bearer <token>}. */
  public static Optional<String> of(HttpCall call) {
    List<String> values = call.headers(OriginalHeaders.TOKEN);
    return values.size() == 1 ? HttpCall.bearerToken(values.getFirst()) : Optional.empty();
  }
}
