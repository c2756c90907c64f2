package dev.rolecall.e2e;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Stands for the node's real instance metadata service: whatever is asked, the answer is one. */
public final class FakeImds {
  /** What nobody but the node may see. */
  public static final String SECRET = "CREDENTIALS-OF-THE-NODE";

  private FakeImds() {}

  public static void main(String[] arguments) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("169.254.169.254", 80), 0);
    byte[] answer = SECRET.getBytes(StandardCharsets.US_ASCII);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }
}
