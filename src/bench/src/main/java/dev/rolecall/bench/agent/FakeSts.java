package dev.rolecall.bench.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rolecall.bench.sts.Directory;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** sts as an agent sees it: tells of its node, and gives everybody the same credentials. */
final class FakeSts implements AutoCloseable {
  private static final byte[] ALIVE = "{\"type\":\"alive\"}\n".getBytes(StandardCharsets.US_ASCII);
  private static final long BETWEEN = TimeUnit.SECONDS.toNanos(5);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean closed;

  FakeSts(byte[] stream) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/agent/stream", exchange -> tell(exchange, stream));
    server.createContext("/", FakeSts::grant);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void tell(HttpExchange exchange, byte[] stream) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(stream);
      body.flush();
      while (!closed) {
        LockSupport.parkNanos(BETWEEN);
        body.write(ALIVE);
        body.flush();
      }
    }
  }

  private static void grant(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    Directory.Pod any = NodePeople.pod(0);
    byte[] answer =
        """
        {"roleArn":"%s","shape":"shape",
         "assumedRoleUser":{"arn":"arn:aws:sts::%s:assumed-role/%s/web"},
         "credentials":{"accessKeyId":"ASIAQWERTYUIOPASDFGH","secretAccessKey":"%s",
           "sessionToken":"%s","expiration":%d}}
        """
            .formatted(
                any.roleArn(),
                any.accountId(),
                any.roleName(),
                "s".repeat(43),
                "t".repeat(900),
                Instant.now().plusSeconds(43_200).getEpochSecond())
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(answer);
    }
  }

  @Override
  public void close() {
    closed = true;
    server.stop(0);
    threads.shutdownNow();
  }
}
