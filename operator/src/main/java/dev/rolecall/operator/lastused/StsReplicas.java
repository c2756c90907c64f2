package dev.rolecall.operator.lastused;

import dev.rolecall.json.JsonException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Asks each replica of sts. Its certificate must have the name of sts, whatever its address is: so
 * whoever says where the replicas are need not be believed.
 */
final class StsReplicas {
  private static final Logger LOG = Logger.getLogger(StsReplicas.class);
  private static final String PATH = "/operator/role-uses";
  private static final int LARGEST_ANSWER = 8 << 20;
  private static final int CONNECT_MILLIS = 5_000;
  private static final int PATIENCE_SECONDS = 20;
  private static final int OK = 200;

  private final Vertx vertx;
  private final LastUsedSettings settings;
  private final Supplier<List<SocketAddress>> addresses;

  /**
   * @param addresses of the replicas that there are now
   */
  StsReplicas(Vertx vertx, LastUsedSettings settings, Supplier<List<SocketAddress>> addresses) {
    this.vertx = vertx;
    this.settings = settings;
    this.addresses = addresses;
  }

  /**
   * The latest use of each role by its unique id, as far as the replicas tell. Blocks. Those that
   * cannot be asked are left out: they are asked again.
   *
   * @param trusted PEM certificates that the replicas' must chain to
   */
  Map<String, RoleUse> uses(String trusted) throws IOException, InterruptedException {
    String token = Files.readString(settings.tokenFile()).strip();
    HttpClient client = vertx.createHttpClient(options(trusted));
    try {
      Map<String, RoleUse> latest = new HashMap<>();
      for (SocketAddress address : addresses.get()) {
        uses(client, address, token).forEach((role, use) -> latest.merge(role, use, RoleUse::or));
      }
      return latest;
    } finally {
      var unused = client.close();
    }
  }

  private static HttpClientOptions options(String trusted) {
    return new HttpClientOptions()
        .setSsl(true)
        .setVerifyHost(true)
        .setPemTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(trusted)))
        .setConnectTimeout(CONNECT_MILLIS);
  }

  private Map<String, RoleUse> uses(HttpClient client, SocketAddress address, String token)
      throws InterruptedException {
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setServer(address)
            .setHost(settings.serverName())
            .setPort(address.port())
            .setURI(PATH)
            .putHeader("Authorization", "Bearer " + token);
    Future<Buffer> answer =
        client.request(request).compose(sent -> sent.send().compose(StsReplicas::body));
    try {
      Buffer body =
          answer.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return UsesAnswer.read(body.toString());
    } catch (ExecutionException e) {
      LOG.warnf(
          "sts at %s did not tell which roles are in use: %s",
          address, e.getCause() == null ? e : e.getCause().getMessage());
    } catch (TimeoutException | JsonException e) {
      LOG.warnf(
          "sts at %s did not tell which roles are in use: %s",
          address, e.getClass().getSimpleName());
    }
    return Map.of();
  }

  private static Future<Buffer> body(HttpClientResponse response) {
    if (response.statusCode() != OK) {
      return response
          .end()
          .compose(end -> Future.failedFuture("it answered " + response.statusCode()));
    }
    Buffer body = Buffer.buffer();
    response.handler(part -> {
      if (body.length() + part.length() > LARGEST_ANSWER) {
        var unused = response.request().reset();
      } else {
        body.appendBuffer(part);
      }
    });
    return response.end().map(end -> body);
  }
}
