package dev.rolecall.sts.authorize.proxy;

import dev.rolecall.sts.authorize.mapping.OriginalRequest;
import dev.rolecall.sts.authorize.mapping.UnmappedException;
import dev.rolecall.sts.http.HttpAnswer;
import dev.rolecall.sts.http.HttpCall;

/**
 * Envoy's ext_authz over HTTP: the client's method and headers, its path after a prefix. 200 lets
 * the client pass; any other answer is the client's.
 */
public final class EnvoyProtocol implements ProxyProtocol {
  /** {@code path_prefix} of the filter. */
  public static final String PREFIX = "/authorize/envoy";

  /** Whether a path, as on the wire, is one that Envoy sent: whatever follows is its client's. */
  public static boolean isOf(String path) {
    return path.startsWith(PREFIX + "/") || path.equals(PREFIX);
  }

  @Override
  public OriginalRequest original(HttpCall call) throws UnmappedException {
    if (!isOf(call.path())) {
      throw new UnmappedException("the path does not begin with " + PREFIX);
    }
    return new OriginalRequest(
        call.method(),
        call.path().substring(PREFIX.length()),
        call.query(),
        OriginalHeaders.ofClient(call));
  }

  @Override
  public HttpAnswer denied(HttpAnswer error) {
    return error;
  }
}
