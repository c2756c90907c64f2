package dev.rolecall.sts.authorize.proxy;

import dev.rolecall.session.Session;
import dev.rolecall.sts.authorize.mapping.OriginalRequest;
import dev.rolecall.sts.authorize.mapping.UnmappedException;
import dev.rolecall.sts.http.HttpAnswer;
import dev.rolecall.sts.http.HttpCall;
import java.util.Map;

/** How a proxy hands over the request that it received, and is told what to do with it. */
public interface ProxyProtocol {
  /**
   * The request of the proxy's client.
   *
   * @throws UnmappedException where the proxy did not say for certain what it was
   */
  OriginalRequest original(HttpCall call) throws UnmappedException;

  /**
   * To a proxy whose client is refused.
   *
   * @param error what the client is to get
   */
  HttpAnswer denied(HttpAnswer error);

  /**
   * To a proxy whose client may go on: who it is, for the service behind.
   *
   * @param cacheSeconds how long the proxy may let the very same request pass unasked
   */
  default HttpAnswer allowed(Session caller, long cacheSeconds) {
    return new HttpAnswer(
        200,
        "text/plain",
        Map.of(
            "X-Rolecall-Caller-Arn", caller.arn().toString(),
            "X-Rolecall-Caller-Account", caller.account().value(),
            "X-Rolecall-Caller-User-Id", caller.userId(),
            "X-Rolecall-Cache-For", Long.toString(cacheSeconds)),
        "");
  }
}
