package dev.rolecall.agent.status;

import dev.rolecall.agent.http.ServerOptions;
import dev.rolecall.agent.net.ListenAddress;
import dev.rolecall.observe.metrics.MetricsPage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** {@code /healthz}, {@code /readyz} and {@code /metrics}, for the node itself. */
public final class StatusServer {
  private final HttpServer http;
  private final NodeStatus status;

  public StatusServer(Vertx vertx, ListenAddress listen, NodeStatus status) {
    this.status = status;
    this.http = vertx.createHttpServer(ServerOptions.of(listen)).requestHandler(this::handle);
  }

  public Future<Void> start() {
    return http.listen().mapEmpty();
  }

  public Future<Void> stop() {
    return http.close();
  }

  public int port() {
    return http.actualPort();
  }

  private void handle(HttpServerRequest request) {
    HttpServerResponse response = request.response().putHeader("Content-Type", "text/plain");
    if (request.method() != HttpMethod.GET) {
      response.setStatusCode(405).putHeader("Allow", "GET").end();
      return;
    }
    switch (String.valueOf(request.path())) {
      case "/healthz" -> response.end("ok");
      case "/readyz" -> ready(response);
      case "/metrics" ->
          response.putHeader("Content-Type", MetricsPage.CONTENT_TYPE).end(status.metrics());
      default -> response.setStatusCode(404).end();
    }
  }

  private void ready(HttpServerResponse response) {
    var missing = status.missing();
    response
        .setStatusCode(missing.isEmpty() ? 200 : 503)
        .end(missing.isEmpty() ? status.remark() : String.join("\n", missing));
  }
}
