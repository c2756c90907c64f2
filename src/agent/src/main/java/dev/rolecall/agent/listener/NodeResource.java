package dev.rolecall.agent.listener;

import dev.rolecall.agent.caller.Connection;
import io.vertx.core.http.HttpServerRequest;

/** Answers requests that a listener has let in. */
@FunctionalInterface
public interface NodeResource {
  /**
   * @param connection that the request came by: who that is, is for the resource to ask
   */
  void handle(HttpServerRequest request, Connection connection);
}
