package dev.rolecall.agent.status;

import dev.rolecall.agent.net.OpenAddress;
import dev.rolecall.observe.metrics.MetricsPage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;

/**
 * {@code /metrics} and nothing else, for a Prometheus that is not on the node. Anybody may ask, so
 * there is room for few, and they are told once in a second what is new.
 */
public final class MetricsServer {
  static final int MOST_CONNECTIONS = 16;
  private static final int MAX_HEAD = 4_096;

  private final HttpServer http;
  private final MetricsPage page;
  private int connections;

  public MetricsServer(Vertx vertx, OpenAddress listen, NodeStatus status) {
    this.page = MetricsPage.onTheLoop(status::metrics);
    this.http =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHost(listen.host())
                    .setPort(listen.port())
                    .setHttp2ClearTextEnabled(false)
                    .setMaxHeaderSize(MAX_HEAD)
                    .setMaxInitialLineLength(MAX_HEAD)
                    .setIdleTimeout(10)
                    .setIdleTimeoutUnit(TimeUnit.SECONDS))
            .connectionHandler(this::admit)
            .requestHandler(this::handle);
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

  private void admit(HttpConnection connection) {
    connections++;
    connection.closeHandler(closed -> connections--);
    if (connections > MOST_CONNECTIONS) {
      connection.close();
    }
  }

  /** One answer a connection, so that nobody fills memory with answers that they do not read. */
  private void handle(HttpServerRequest request) {
    request
        .response()
        .putHeader("Connection", "close")
        .endHandler(ended -> request.connection().close());
    if (request.method() == HttpMethod.GET && "/metrics".equals(request.path())) {
      page.answer(request.response());
    } else {
      request.response().setStatusCode(404).end();
    }
  }
}
