package dev.rolecall.agent.listener;

import dev.rolecall.agent.caller.Connection;
import dev.rolecall.agent.endpoint.Endpoint;
import dev.rolecall.agent.endpoint.EndpointAnswer;
import dev.rolecall.agent.endpoint.EndpointRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** An endpoint that knows no Vert.x, as a resource. */
public final class EndpointResource implements NodeResource {
  private final Endpoint endpoint;

  public EndpointResource(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public void handle(HttpServerRequest request, Connection connection) {
    EndpointRequest asked =
        new EndpointRequest(
            request.method().name(), request.uri(), request.headers()::getAll, connection);
    endpoint.answer(asked).thenAccept(answer -> send(answer, request));
  }

  private static void send(EndpointAnswer answer, HttpServerRequest request) {
    HttpServerResponse response = request.response();
    if (response.closed()) {
      return;
    }
    response.setStatusCode(answer.status());
    answer.headers().forEach(response::putHeader);
    response.end(Buffer.buffer(answer.body()));
    if ("close".equalsIgnoreCase(answer.headers().get("Connection"))) {
      request.connection().close();
    }
  }
}
