package dev.rolecall.sts.authorize.proxy;

import dev.rolecall.sts.authorize.mapping.OriginalRequest;
import dev.rolecall.sts.authorize.mapping.UnmappedException;
import dev.rolecall.sts.http.HttpAnswer;
import dev.rolecall.sts.http.HttpCall;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * nginx's {@code auth_request}: a request of its own with the client's headers, which knows three
 * answers. 2xx lets the client pass, 401 and 403 do not, all else is an error. What the client is
 * to get is in headers, since the body is thrown away.
 */
public final class NginxProtocol implements ProxyProtocol {
  @Override
  public OriginalRequest original(HttpCall call) throws UnmappedException {
    String method = OriginalHeaders.require(call, OriginalHeaders.METHOD);
    String[] uri = OriginalHeaders.require(call, OriginalHeaders.URI).split("\\?", 2);
    return new OriginalRequest(
        method, uri[0], uri.length == 1 ? "" : uri[1], OriginalHeaders.ofClient(call));
  }

  @Override
  public HttpAnswer denied(HttpAnswer error) {
    Map<String, String> headers = new LinkedHashMap<>(error.headers());
    headers.put("X-Rolecall-Status", Integer.toString(error.status()));
    headers.put("X-Rolecall-Error", error.body());
    return new HttpAnswer(403, error.contentType(), headers, error.body());
  }
}
