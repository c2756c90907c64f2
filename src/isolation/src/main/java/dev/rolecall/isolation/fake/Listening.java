package dev.rolecall.isolation.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;

/** A port of every address, and what is done with each connection. */
final class Listening {
  private static final int BACKLOG = 512;

  private Listening() {}

  @FunctionalInterface
  interface Service {
    void serve(Socket connection) throws IOException;
  }

  static void on(int port, ExecutorService threads, Service service) throws IOException {
    ServerSocket server = new ServerSocket(port, BACKLOG);
    Thread.ofPlatform().start(() -> accept(server, threads, service));
  }

  private static void accept(ServerSocket server, ExecutorService threads, Service service) {
    try {
      while (true) {
        Socket connection = server.accept();
        threads.execute(() -> serve(connection, service));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void serve(Socket connection, Service service) {
    try (connection) {
      connection.setTcpNoDelay(true);
      service.serve(connection);
    } catch (IOException e) {
      // The other end has gone.
      Thread.onSpinWait();
    }
  }
}
