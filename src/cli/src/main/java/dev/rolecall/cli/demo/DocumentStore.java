package dev.rolecall.cli.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rolecall.identity.AccountId;
import dev.rolecall.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A service that is protected by Rolecall: it knows no caller and no policy. It hands each request
 * to sts as it arrived, with the action and resource that it stands for, and does what sts says.
 */
final class DocumentStore implements AutoCloseable {
  /** What requests must be signed for (the service of the SigV4 scope). */
  static final String SIGNING_NAME = "store";

  private static final Map<String, String> ACTIONS =
      Map.of("GET", "s3:GetObject", "PUT", "s3:PutObject", "DELETE", "s3:DeleteObject");

  private final HttpServer server;
  private final Authorizer authorizer;
  private final Map<String, AccountId> owners;
  private final Map<String, String> documents = new ConcurrentHashMap<>();

  private DocumentStore(HttpServer server, Authorizer authorizer, List<Bucket> buckets) {
    this.server = server;
    this.authorizer = authorizer;
    this.owners = buckets.stream().collect(Collectors.toMap(Bucket::name, Bucket::account));
    for (Bucket bucket : buckets) {
      bucket
          .documents()
          .forEach((key, text) -> documents.put("/" + bucket.name() + "/" + key, text));
    }
  }

  /** Serves the buckets on a free port of the loopback interface. */
  static DocumentStore start(List<Bucket> buckets, Authorizer authorizer) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    DocumentStore store = new DocumentStore(server, authorizer, buckets);
    server.createContext("/", store::serve);
    server.start();
    return store;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String method = exchange.getRequestMethod();
      String path = exchange.getRequestURI().getRawPath();
      String action = ACTIONS.get(method);
      AccountId owner = owners.get(path.substring(1).split("/", 2)[0]);
      if (action == null || owner == null) {
        answer(exchange, 404, "there is no such bucket or method here");
        return;
      }
      Authorizer.Verdict verdict =
          authorizer.decide(
              asArrived(exchange, body), action, "arn:aws:s3:::" + path.substring(1), owner);
      if (verdict.allowed()) {
        documents.compute(path, (key, old) -> changed(method, body, old));
      }
      answer(exchange, verdict.allowed() ? 200 : 403, verdict.reason());
    } catch (IOException e) {
      answer(exchange, 500, "the store could not get a decision: " + e.getMessage());
    }
  }

  @SuppressWarnings("NullAway") // null removes the document: so says Map.compute
  private static String changed(
      String method, byte[] body, @org.jspecify.annotations.Nullable String old) {
    return switch (method) {
      case "PUT" -> new String(body, StandardCharsets.UTF_8);
      case "DELETE" -> null;
      default -> old;
    };
  }

  private static Map<String, Object> asArrived(HttpExchange exchange, byte[] body) {
    List<Map<String, String>> headers = new ArrayList<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) ->
            values.forEach(value -> headers.add(Map.of("name", name, "value", value))));
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("method", exchange.getRequestMethod());
    request.put("path", exchange.getRequestURI().getRawPath());
    request.put("query", Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
    request.put("headers", headers);
    request.put("body", Base64.getEncoder().encodeToString(body));
    return request;
  }

  /** A real service would not tell the caller the reason; this one does, for the table. */
  private static void answer(HttpExchange exchange, int status, String reason) throws IOException {
    byte[] body = Json.write(Map.of("reason", reason)).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
