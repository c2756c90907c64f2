package dev.rolecall.operator.fakes;

import dev.rolecall.identity.Secret;
import dev.rolecall.json.Json;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A replica of sts that says when roles were used, to whoever has the token. */
public final class FakeSts implements AutoCloseable {
  public static final String TOKEN = "the-operators-token";

  private final Vertx vertx = Vertx.vertx();
  private final Map<String, Instant> uses = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  private FakeSts(Map<String, Secret> tls) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setSsl(true)
            .setKeyCertOptions(
                new PemKeyCertOptions()
                    .addCertValue(text(tls, "tls.crt"))
                    .addKeyValue(text(tls, "tls.key")));
    server =
        vertx
            .createHttpServer(options)
            .requestHandler(this::answer)
            .listen(0, "0.0.0.0")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  /**
   * Serves at every address.
   *
   * @param tls the Secret of sts
   */
  public static FakeSts start(Map<String, Secret> tls) {
    return new FakeSts(tls);
  }

  public int port() {
    return server.actualPort();
  }

  /** The role was used then. */
  public void use(String role, Instant time) {
    uses.put(role, time);
  }

  /** What each request was for. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void answer(HttpServerRequest request) {
    asked.add(request.method() + " " + request.uri());
    boolean known = ("Bearer " + TOKEN).equals(request.getHeader("Authorization"));
    Map<String, String> told = new TreeMap<>();
    uses.forEach((role, time) -> told.put(role, time.toString()));
    var unused =
        request
            .response()
            .setStatusCode(known ? 200 : 401)
            .end(known ? Json.write(Map.of("region", "eu-test-1", "uses", told)) : "{}");
  }

  private static Buffer text(Map<String, Secret> tls, String key) {
    return Buffer.buffer(Objects.requireNonNull(tls.get(key)).reveal());
  }
}
