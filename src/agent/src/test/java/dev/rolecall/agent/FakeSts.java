package dev.rolecall.agent;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** An HTTP server in the place of sts, which records what it is asked and answers as it is told. */
final class FakeSts {
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile Consumer<HttpServerResponse> behaviour = grant(Instant.now().plusSeconds(3600));

  /** What arrived. */
  record Call(HttpServerRequest request, Buffer body) {
    String header(String name) {
      return String.join(", ", request.headers().getAll(name));
    }
  }

  FakeSts(Vertx vertx, HttpServerOptions options) {
    server =
        Waiting.on(
            vertx
                .createHttpServer(options)
                .requestHandler(request ->
                    request
                        .body()
                        .onSuccess(body -> {
                          calls.add(new Call(request, body));
                          behaviour.accept(request.response());
                        }))
                .listen(0, "127.0.0.1"));
  }

  static Consumer<HttpServerResponse> grant(Instant expiration) {
    return response -> response.end(Samples.eksAuthAnswer(expiration));
  }

  static Consumer<HttpServerResponse> refuse(int status, String type, String message) {
    return response ->
        response
            .setStatusCode(status)
            .putHeader("x-amzn-ErrorType", type)
            .end("{\"message\":\"" + message + "\"}");
  }

  void behave(Consumer<HttpServerResponse> next) {
    behaviour = next;
  }

  List<Call> calls() {
    return calls;
  }

  int port() {
    return server.actualPort();
  }

  void stop() {
    Waiting.on(server.close());
  }
}
