package dev.rolecall.sts.issuer;

import dev.rolecall.token.AddressPolicy;
import dev.rolecall.token.DocumentFetcher;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fetches over TLS from addresses that are allowed. The name is resolved here, the address is
 * checked, and that very address is connected to: a name that resolves to something else a moment
 * later gains nothing. The certificate must be the name's.
 */
public final class VertxDocumentFetcher implements DocumentFetcher {
  private static final int HTTPS = 443;
  private static final int MAX_BYTES = 64 * 1024;
  private static final int MOST_REDIRECTS = 3;
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Pattern MAX_AGE = Pattern.compile("(?i)(?:^|[,\\s])max-age=([0-9]{1,9})");

  private final Vertx vertx;
  private final AddressPolicy addresses;
  private final Executor blocking;

  /**
   * @param blocking runs look-ups of names, which wait
   */
  public VertxDocumentFetcher(Vertx vertx, AddressPolicy addresses, Executor blocking) {
    this.vertx = vertx;
    this.addresses = addresses;
    this.blocking = blocking;
  }

  @Override
  public CompletionStage<Document> fetch(URI uri, @Nullable String caBundle) {
    HttpClient client = vertx.createHttpClient(options(caBundle));
    Promise<Document> result = Promise.promise();
    long timer =
        vertx.setTimer(
            LIMIT.toMillis(),
            late -> result.tryFail(new IOException(uri.getHost() + " took too long")));
    follow(client, uri, 0)
        .onComplete(answer -> {
          if (answer.succeeded()) {
            result.tryComplete(answer.result());
          } else {
            result.tryFail(worded(uri, answer.cause()));
          }
        });
    return result
        .future()
        .onComplete(done -> {
          vertx.cancelTimer(timer);
          client.close();
        })
        .toCompletionStage();
  }

  private static HttpClientOptions options(@Nullable String caBundle) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setSsl(true)
            .setVerifyHost(true)
            .setKeepAlive(false)
            .setConnectTimeout((int) LIMIT.toMillis())
            .setMaxInitialLineLength(4096)
            .setMaxHeaderSize(16 * 1024)
            .setDecompressionSupported(false)
            // Whoever declared the issuer learns of no trace.
            .setTracingPolicy(TracingPolicy.IGNORE);
    return caBundle == null
        ? options
        : options.setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(caBundle)));
  }

  private Future<Document> follow(HttpClient client, URI uri, int redirects) {
    if (!"https".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
      return Future.failedFuture(new IOException("not an https URL: " + uri));
    }
    return resolve(uri)
        .compose(address -> client.request(request(uri, address)))
        .compose(HttpClientRequest::send)
        .compose(response ->
            REDIRECTS.contains(response.statusCode())
                ? redirect(client, uri, response, redirects)
                : document(uri, response));
  }

  private Future<Document> redirect(
      HttpClient client, URI from, HttpClientResponse response, int redirects) {
    response.request().reset();
    String location = response.getHeader("Location");
    if (location == null || redirects == MOST_REDIRECTS) {
      return Future.failedFuture(new IOException(from.getHost() + " redirects too often"));
    }
    try {
      URI to = from.resolve(location);
      if (!from.getHost().equalsIgnoreCase(to.getHost()) || port(from) != port(to)) {
        return Future.failedFuture(
            new IOException(from.getHost() + " redirects to another host: " + to.getHost()));
      }
      return follow(client, to, redirects + 1);
    } catch (IllegalArgumentException e) {
      return Future.failedFuture(new IOException(from.getHost() + " redirects to no URL"));
    }
  }

  private Future<InetAddress> resolve(URI uri) {
    Promise<InetAddress> resolved = Promise.promise();
    String host = uri.getHost().replaceAll("^\\[|\\]$", "");
    blocking.execute(() -> {
      try {
        resolved.complete(
            Arrays.stream(InetAddress.getAllByName(host))
                .filter(addresses::allows)
                .findFirst()
                .orElseThrow(() ->
                    new IOException("the address of " + host + " is not one that may be asked")));
      } catch (UnknownHostException e) {
        resolved.fail(new IOException("no address is known for " + host));
      } catch (IOException e) {
        resolved.fail(e);
      }
    });
    return resolved.future();
  }

  private static RequestOptions request(URI uri, InetAddress address) {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return new RequestOptions()
        .setMethod(HttpMethod.GET)
        .setServer(SocketAddress.inetSocketAddress(port(uri), address.getHostAddress()))
        .setHost(uri.getHost())
        .setPort(port(uri))
        .setSsl(true)
        .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
        .putHeader("Accept", "application/json");
  }

  private static int port(URI uri) {
    return uri.getPort() < 0 ? HTTPS : uri.getPort();
  }

  private static Future<Document> document(URI uri, HttpClientResponse response) {
    Promise<Document> document = Promise.promise();
    if (response.statusCode() != 200) {
      response.request().reset();
      return Future.failedFuture(
          new IOException(uri.getHost() + " answered with status " + response.statusCode()));
    }
    Buffer body = Buffer.buffer();
    response.handler(part -> {
      body.appendBuffer(part);
      if (body.length() > MAX_BYTES) {
        document.tryFail(
            new IOException(uri.getHost() + " sent more than " + MAX_BYTES + " bytes"));
        response.request().reset();
      }
    });
    response.exceptionHandler(document::tryFail);
    response.endHandler(end ->
        document.tryComplete(
            new Document(body.toString(StandardCharsets.UTF_8), maxAge(response))));
    return document.future();
  }

  private static Optional<Duration> maxAge(HttpClientResponse response) {
    String control = response.getHeader("Cache-Control");
    Matcher matcher = MAX_AGE.matcher(control == null ? "" : control);
    return matcher.find()
        ? Optional.of(Duration.ofSeconds(Long.parseLong(matcher.group(1))))
        : Optional.empty();
  }

  /** Causes of Netty and the JDK are not worded for the owners of providers. */
  private static IOException worded(URI uri, Throwable cause) {
    if (cause.getClass().equals(IOException.class) && cause instanceof IOException known) {
      return known;
    }
    String kind = cause.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    String what = kind.contains("ssl") ? "its certificate is not trusted" : "cannot be reached";
    return new IOException(uri.getHost() + ": " + what, cause);
  }
}
