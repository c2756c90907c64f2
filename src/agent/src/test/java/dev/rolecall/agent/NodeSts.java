package dev.rolecall.agent;

import dev.rolecall.fakes.FakeIssuer;
import dev.rolecall.json.Json;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Sts as an agent of a node sees it: the stream of its node, and credentials. */
public final class NodeSts {
  static final String ISSUER = "https://issuer.example";

  private final Vertx vertx;
  private final FakeIssuer issuer;
  private final HttpServer server;
  private final Map<String, String> pods = new ConcurrentHashMap<>();
  private final Map<HttpServerResponse, HttpConnection> streams = new ConcurrentHashMap<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final List<String> streamTokens = new CopyOnWriteArrayList<>();
  private volatile Instant expiration = Instant.now().plusSeconds(3600);
  private volatile String keyId = Samples.KEY_ID;
  private volatile boolean answering = true;
  private volatile Optional<Refusal> refusal = Optional.empty();

  /** A no, for all. */
  private record Refusal(int status, String type) {}

  /** What was asked for credentials. */
  record Call(String path, String body) {}

  NodeSts(Vertx vertx, FakeIssuer issuer) {
    this.vertx = vertx;
    this.issuer = issuer;
    this.server =
        Waiting.on(
            vertx
                .createHttpServer(new HttpServerOptions().setMaxHeaderSize(65_536))
                .requestHandler(this::handle)
                .listen(0, "127.0.0.1"));
  }

  int port() {
    return server.actualPort();
  }

  private void handle(HttpServerRequest request) {
    if (request.path().equals("/agent/stream")) {
      stream(request);
    } else {
      request.body().onSuccess(body -> credentials(request, body));
    }
  }

  private void stream(HttpServerRequest request) {
    streamTokens.add(request.getHeader("Authorization"));
    HttpServerResponse response =
        request.response().setChunked(true).putHeader("Content-Type", "application/x-ndjson");
    response.write(line(Map.of("type", "node", "node", node())));
    response.write(
        "{\"type\":\"issuer\",\"issuer\":\"" + ISSUER + "\",\"keys\":" + issuer.jwks() + "}\n");
    pods.values().forEach(response::write);
    response.write("{\"type\":\"synced\"}\n");
    streams.put(response, request.connection());
    response.closeHandler(closed -> streams.remove(response));
  }

  private static Map<String, Object> node() {
    return Map.of(
        "name", "node-a", "uid", "node-uid", "cluster", "rolecall", "region", "eu-west-1");
  }

  private void credentials(HttpServerRequest request, Buffer body) {
    calls.add(new Call(request.path(), body.toString()));
    HttpServerResponse response = request.response();
    if (refusal.isPresent()) {
      response
          .setStatusCode(refusal.get().status())
          .putHeader("x-amzn-ErrorType", refusal.get().type())
          .end("{\"message\":\"no\"}");
    } else if (answering) {
      String answer = Samples.eksAuthAnswer(expiration).replace(Samples.KEY_ID, keyId);
      // Only an agent that vouches for a pod is told the role.
      response.end(
          request.path().equals("/agent/credentials")
              ? answer.replaceFirst("\\{", "{\"roleArn\":\"" + Samples.ROLE + "\",")
              : answer);
    }
  }

  /** From now on everybody is told no. */
  public void refuse(int status, String type) {
    refusal = Optional.of(new Refusal(status, type));
  }

  /** From now on everybody is given these credentials. */
  public void grant(String accessKeyId, Instant end) {
    keyId = accessKeyId;
    expiration = end;
    refusal = Optional.empty();
  }

  /** Whether calls for credentials are answered from now on. */
  void answer(boolean answers) {
    answering = answers;
  }

  void grantUntil(Instant end) {
    expiration = end;
  }

  List<Call> calls() {
    return calls;
  }

  /** The bearers of the streams so far. */
  List<String> streamTokens() {
    return streamTokens;
  }

  /** A pod as it is from now on. */
  public void tell(Map<String, Object> pod) {
    String line = line(Map.of("type", "pod", "pod", pod));
    pods.put(String.valueOf(pod.get("uid")), line);
    write(line);
  }

  void forget(String uid) {
    pods.remove(uid);
    write(line(Map.of("type", "gone", "uid", uid)));
  }

  /** A pod that goes while nobody hears it. */
  void forgetSilently(String uid) {
    pods.remove(uid);
  }

  /** Writes to all streams. */
  void write(String text) {
    streams.keySet().forEach(stream -> vertx.runOnContext(here -> stream.write(text)));
  }

  /** Breaks all streams off. */
  void breakStreams() {
    streams.values().forEach(HttpConnection::close);
  }

  /** A pod of this node, which may do everything. */
  public static Map<String, Object> pod(String name, String... addresses) {
    Map<String, Object> pod = new LinkedHashMap<>();
    pod.put("namespace", "shop");
    pod.put("name", name);
    pod.put("uid", name + "-uid");
    pod.put("serviceAccount", "web");
    pod.put("account", "111111111111");
    pod.put("addresses", List.of(addresses));
    pod.put("hostNetwork", false);
    pod.put("allowed", Map.of("imds", true, "ecs", true, "hostNetwork", true));
    pod.put("shape", "1");
    pod.put("labels", Map.of());
    pod.put("containers", List.of());
    return pod;
  }

  private static String line(Map<String, ?> members) {
    return Json.write(members) + "\n";
  }
}
