package dev.rolecall.agent.listener;

import dev.rolecall.agent.caller.Connection;
import io.vertx.core.http.HttpConnection;

/** What the kernel says of a connection that was accepted. */
@FunctionalInterface
public interface Arrivals {
  /** Asked once, before anything of the connection is read. */
  Connection of(HttpConnection connection);
}
