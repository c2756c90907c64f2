package dev.rolecall.bench.agent;

import io.vertx.core.buffer.Buffer;

/** The bound: a bare Vert.x server that answers a constant. */
public final class ConstantServer {
  private ConstantServer() {}

  /**
   * @param arguments the port, and how many bytes it answers
   */
  public static void main(String[] arguments) {
    Buffer body = Buffer.buffer("x".repeat(Integer.parseInt(arguments[1])));
    Servers.vertx()
        .createHttpServer()
        .requestHandler(
            request -> request.response().putHeader("Content-Type", "application/json").end(body))
        .listen(Integer.parseInt(arguments[0]), "127.0.0.1");
  }
}
