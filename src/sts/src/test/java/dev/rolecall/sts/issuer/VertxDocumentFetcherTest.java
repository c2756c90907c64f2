package dev.rolecall.sts.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.sts.TestCertificate;
import dev.rolecall.token.AddressPolicy;
import dev.rolecall.token.DocumentFetcher.Document;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VertxDocumentFetcherTest {
  private static final List<String> LOOPBACK = List.of("127.0.0.0/8", "::1/128");

  private static final Vertx VERTX = Vertx.vertx();
  private static final ExecutorService BLOCKING = Executors.newVirtualThreadPerTaskExecutor();

  private static TestCertificate certificate;
  private static HttpServer server;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    certificate = TestCertificate.forLocalhost(folder);
    server =
        VERTX
            .createHttpServer(
                new HttpServerOptions()
                    .setHost("localhost")
                    .setSsl(true)
                    .setKeyCertOptions(
                        new PemKeyCertOptions()
                            .addCertValue(Buffer.buffer(certificate.certificatePem()))
                            .addKeyValue(Buffer.buffer(certificate.keyPem()))))
            .requestHandler(VertxDocumentFetcherTest::serve)
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .get();
  }

  @AfterAll
  static void stop() {
    VERTX.close();
    BLOCKING.close();
  }

  private static void serve(HttpServerRequest request) {
    switch (request.path()) {
      case "/keys" -> {
        request.response().putHeader("Cache-Control", "public, max-age=120, immutable");
        request.response().end("{\"keys\":[]}");
      }
      case "/large" -> request.response().end(Buffer.buffer(new byte[64 * 1024 + 1]));
      case "/here" -> redirect(request, "/keys");
      case "/loop" -> redirect(request, "/loop");
      case "/away" -> redirect(request, "https://127.0.0.1:" + server.actualPort() + "/keys");
      case "/port" -> redirect(request, "https://localhost:1/keys");
      case "/plain" -> redirect(request, "http://localhost:" + server.actualPort() + "/keys");
      default -> request.response().setStatusCode(404).end();
    }
  }

  private static void redirect(HttpServerRequest request, String location) {
    request.response().setStatusCode(302).putHeader("Location", location).end();
  }

  @Test
  void getsADocumentAndHowLongItHolds() throws Exception {
    assertThat(fetch("/keys"))
        .isEqualTo(new Document("{\"keys\":[]}", Optional.of(Duration.ofMinutes(2))));
  }

  @Test
  void followsARedirectOfTheSameHost() throws Exception {
    assertThat(fetch("/here").body()).isEqualTo("{\"keys\":[]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/missing|localhost answered with status 404",
        "/large|localhost sent more than 65536 bytes",
        "/loop|localhost redirects too often",
        "/away|localhost redirects to another host: 127.0.0.1",
        "/port|localhost redirects to another host: localhost",
        "/plain|not an https URL",
      })
  void refusesWhatADocumentMayNotBe(String path, String reason) {
    assertThatThrownBy(() -> fetch(path))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(reason);
  }

  @Test
  void connectsToAllowedAddressesOnly() {
    assertRefused(
        uri("localhost", "/keys"),
        List.of(),
        certificate.certificatePem(),
        "the address of localhost is not one that may be asked");
    assertRefused(
        uri("127.0.0.1", "/keys"),
        List.of(),
        certificate.certificatePem(),
        "the address of 127.0.0.1 is not one that may be asked");
  }

  @Test
  void trustsOnlyTheHostsOwnCertificate() {
    assertRefused(
        uri("localhost", "/keys"), LOOPBACK, null, "localhost: its certificate is not trusted");
    assertRefused(
        uri("127.0.0.1", "/keys"),
        LOOPBACK,
        certificate.certificatePem(),
        "127.0.0.1: its certificate is not trusted");
  }

  private static Document fetch(String path) throws Exception {
    return fetch(uri("localhost", path), LOOPBACK, certificate.certificatePem());
  }

  private static Document fetch(URI uri, List<String> allowed, @Nullable String caBundle)
      throws Exception {
    return new VertxDocumentFetcher(VERTX, new AddressPolicy(allowed), BLOCKING)
        .fetch(uri, caBundle)
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS);
  }

  private static void assertRefused(
      URI uri, List<String> allowed, @Nullable String caBundle, String reason) {
    assertThatThrownBy(() -> fetch(uri, allowed, caBundle))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(reason);
  }

  private static URI uri(String host, String path) {
    return URI.create("https://" + host + ":" + server.actualPort() + path);
  }
}
