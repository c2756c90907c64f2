package dev.rolecall.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rolecall.fakes.MovableClock;
import dev.rolecall.operator.fakes.InMemorySecrets;
import dev.rolecall.operator.tls.TlsMaterial;
import dev.rolecall.operator.tls.TlsSecrets;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookServerTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Vertx vertx = Vertx.vertx();
  private final TlsMaterial tls = material();
  private WebhookServer server;

  @BeforeEach
  void start() {
    server =
        WebhookServer.start(
                vertx,
                0,
                tls,
                Map.of(
                    "/allow", request -> answer(new AdmissionAnswer.Allowed(List.of("careful"))),
                    "/patch", request -> answer(patched()),
                    "/refuse",
                        request ->
                            answer(
                                new AdmissionAnswer.Refused(
                                    AdmissionAnswer.Refusal.INVALID, "no " + request.kind())),
                    "/fail",
                        request ->
                            CompletableFuture.failedFuture(new IllegalStateException("a secret"))))
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void echoesVersionKindAndUid() throws Exception {
    assertThat(MAPPER.readTree(post("/allow", review()).body()))
        .isEqualTo(
            MAPPER.readTree(
                """
                {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview",
                 "response": {"uid": "u-1", "allowed": true, "warnings": ["rolecall: careful"]}}
                """));
  }

  @Test
  void sendsPatchesInBase64() throws Exception {
    JsonNode response = MAPPER.readTree(post("/patch", review()).body()).path("response");
    assertThat(response.path("patchType").asText()).isEqualTo("JSONPatch");
    assertThat(
            new String(
                Base64.getDecoder().decode(response.path("patch").asText()),
                StandardCharsets.UTF_8))
        .isEqualTo("[{\"op\":\"add\"}]");
  }

  @Test
  void givesRefusalsACodeAReasonAndAMessage() throws Exception {
    assertThat(
            MAPPER
                .readTree(post("/refuse", review()).body())
                .path("response")
                .path("status")
                .toString())
        .isEqualTo("{\"code\":422,\"reason\":\"Invalid\",\"message\":\"no Pod\"}");
  }

  @Test
  void refusesOtherContentTypes() throws Exception {
    assertThat(post("/allow", "text/plain", review()).statusCode()).isEqualTo(415);
    assertThat(post("/allow", "application/json; charset=utf-8", review()).statusCode())
        .isEqualTo(200);
  }

  @Test
  void refusesWhatIsNoReview() throws Exception {
    assertThat(post("/allow", "{").statusCode()).isEqualTo(400);
    assertThat(post("/allow", "").statusCode()).isEqualTo(400);
    assertThat(post("/allow", "{}").body()).contains("AdmissionReview of admission.k8s.io/v1");
    assertThat(post("/allow", review().replace("v1\"", "v1beta1\"")).statusCode()).isEqualTo(400);
    assertThat(post("/allow", review().replace("u-1", "")).body()).contains("uid");
    assertThat(post("/fail", review().replace("u-1", "u\\nERROR of mine")).statusCode())
        .isEqualTo(400);
  }

  @Test
  void tellsNothingOfItsOwnFailures() throws Exception {
    HttpResponse<String> response = post("/fail", review());
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).doesNotContain("secret");
  }

  @Test
  void knowsNoOtherPath() throws Exception {
    assertThat(post("/other", review()).statusCode()).isEqualTo(404);
  }

  @Test
  void refusesBodiesThatNoApiServerSends() throws Exception {
    assertThat(post("/allow", " ".repeat((8 << 20) + 1)).statusCode()).isEqualTo(413);
  }

  @Test
  void holdsOnlySoMuchOfOneSenderAndServesItAgainAfterwards() throws Exception {
    String large = review() + " ".repeat(2_000_000);
    try (Socket one = unfinished(8_000_000);
        Socket two = unfinished(8_000_000);
        Socket three = unfinished(8_000_000)) {
      Awaitility.await().until(() -> post("/allow", large).statusCode() == 503);
    }
    Awaitility.await().until(() -> post("/allow", large).statusCode() == 200);
  }

  @Test
  void endsAReviewThatNeverArrives() throws Exception {
    try (Socket client = unfinished(100)) {
      client.setSoTimeout(30_000);
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  /** A review of which only the head is sent. */
  private Socket unfinished(int announced) throws GeneralSecurityException, IOException {
    Socket client =
        trusting(tls)
            .getSocketFactory()
            .createSocket(InetAddress.getLoopbackAddress(), server.port());
    client
        .getOutputStream()
        .write(
            "POST /allow HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                .formatted(announced)
                .getBytes(StandardCharsets.US_ASCII));
    client.getOutputStream().flush();
    return client;
  }

  @Test
  void servesARenewedCertificateWithoutARestart() throws Exception {
    TlsMaterial other = material();
    assertThatThrownBy(() -> post(other, "/allow", "application/json", review()))
        .isInstanceOf(SSLHandshakeException.class);
    server.renew(other).toCompletionStage().toCompletableFuture().join();
    assertThat(post(other, "/allow", "application/json", review()).statusCode()).isEqualTo(200);
  }

  private static CompletableFuture<AdmissionAnswer> answer(AdmissionAnswer answer) {
    return CompletableFuture.completedFuture(answer);
  }

  private static AdmissionAnswer patched() {
    var patch = JsonNodeFactory.instance.arrayNode();
    patch.addObject().put("op", "add");
    return new AdmissionAnswer.Patched(patch, List.of());
  }

  private static String review() {
    return """
    {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview",
     "request": {"uid": "u-1", "kind": {"group": "", "version": "v1", "kind": "Pod"},
                 "namespace": "team", "operation": "CREATE", "object": {}}}
    """;
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return post(path, "application/json", body);
  }

  private HttpResponse<String> post(String path, String type, String body) throws Exception {
    return post(tls, path, type, body);
  }

  private HttpResponse<String> post(TlsMaterial trusted, String path, String type, String body)
      throws GeneralSecurityException, IOException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().sslContext(trusting(trusted)).build()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + path))
              .header("Content-Type", type)
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private static TlsMaterial material() {
    return new TlsSecrets(
            new InMemorySecrets(),
            MovableClock.at(Clock.systemUTC().instant()),
            new SecureRandom(),
            List.of("127.0.0.1"),
            List.of("sts"))
        .maintain();
  }

  private static SSLContext trusting(TlsMaterial material)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry(
        "ca",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(material.bundle().getBytes(StandardCharsets.US_ASCII))));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
