package dev.rolecall.image.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * As much of an API server as programs need to get ready: an empty cluster that keeps what is made,
 * and tells watches of nothing. It checks nothing, and listens on loopback alone.
 */
final class PlayedApiServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LIST =
      "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[]}";
  private static final String ALLOWED =
      "{\"allowed\":true,\"incomplete\":false,\"nonResourceRules\":[],\"resourceRules\":"
          + "[{\"verbs\":[\"*\"],\"apiGroups\":[\"*\"],\"resources\":[\"*\"]}]}";
  private static final String ISSUER = "https://kubernetes.default.svc.cluster.local";
  private static final Map<String, String> FIXED =
      Map.of(
          "/version",
          "{\"major\":\"1\",\"minor\":\"34\",\"gitVersion\":\"v1.34.0\"}",
          "/.well-known/openid-configuration",
          "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/openid/v1/jwks\"}".formatted(ISSUER, ISSUER),
          "/openid/v1/jwks",
          "{\"keys\":[]}");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<String, ObjectNode> objects = new ConcurrentHashMap<>();

  private PlayedApiServer(HttpServer server) {
    this.server = server;
  }

  static PlayedApiServer start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    PlayedApiServer played = new PlayedApiServer(server);
    server.createContext("/", played::answer);
    server.setExecutor(played.threads);
    server.start();
    return played;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String query = exchange.getRequestURI().getQuery();
      byte[] body = exchange.getRequestBody().readAllBytes();
      switch (exchange.getRequestMethod()) {
        case "GET" -> {
          if (exchange.getRequestHeaders().containsKey("Upgrade")) {
            // The client then watches by a response that does not end.
            exchange.sendResponseHeaders(200, -1);
          } else if (query != null && query.contains("watch=true")) {
            watch(exchange);
          } else {
            get(exchange, path);
          }
        }
        case "POST" -> create(exchange, path, body);
        case "PUT" -> send(exchange, 200, keep(path, JSON.readTree(body)).toString());
        case "PATCH" -> get(exchange, path.replaceAll("/status$", ""));
        default -> send(exchange, 200, "{\"kind\":\"Status\",\"apiVersion\":\"v1\"}");
      }
    }
  }

  /** Nothing ever happens. */
  private void watch(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().flush();
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void get(HttpExchange exchange, String path) throws IOException {
    ObjectNode object = objects.get(path);
    if (FIXED.get(path) instanceof String fixed) {
      send(exchange, 200, fixed);
    } else if (object != null) {
      send(exchange, 200, object.toString());
    } else if (isCollection(path)) {
      send(exchange, 200, LIST);
    } else {
      send(
          exchange,
          404,
          "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"NotFound\","
              + "\"code\":404}");
    }
  }

  private void create(HttpExchange exchange, String path, byte[] body) throws IOException {
    ObjectNode made = (ObjectNode) JSON.readTree(body);
    if (made.path("kind").asText().endsWith("Review")) {
      made.set("status", JSON.readTree(ALLOWED));
    }
    String name = made.path("metadata").path("name").asText(UUID.randomUUID().toString());
    send(exchange, 201, keep(path + "/" + name, made).toString());
  }

  private ObjectNode keep(String path, JsonNode object) {
    ObjectNode kept = object.deepCopy();
    kept.withObject("/metadata")
        .put("uid", UUID.nameUUIDFromBytes(path.getBytes(StandardCharsets.UTF_8)).toString())
        .put("resourceVersion", Integer.toString(objects.size() + 2))
        .put("creationTimestamp", "2026-01-01T00:00:00Z");
    objects.put(path, kept);
    return kept;
  }

  /** Whether a path ends with a kind's plural, and not with an object's name or a part of one. */
  private static boolean isCollection(String path) {
    List<String> parts = List.of(path.substring(1).split("/", -1));
    int version = parts.getFirst().equals("api") ? 2 : 3;
    List<String> rest = parts.subList(Math.min(version, parts.size()), parts.size());
    boolean inNamespace = rest.size() > 2 && rest.getFirst().equals("namespaces");
    return rest.size() - (inNamespace ? 2 : 0) == 1;
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
