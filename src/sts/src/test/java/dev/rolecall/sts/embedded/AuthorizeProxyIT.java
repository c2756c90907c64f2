package dev.rolecall.sts.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sts.Answers;
import dev.rolecall.testkit.ProjectFiles;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** What nginx and Envoy send and get, with the raw bytes of a client of theirs. */
class AuthorizeProxyIT {
  private static final String HOST = "s3.test";
  private static final String OWN = "/acme-reports/a";

  private static EmbeddedSts sts;
  private static AwsSessionCredentials acme;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    Path services = folder.resolve("services.yaml");
    Files.writeString(
        services,
        Files.readString(ProjectFiles.root().resolve("examples/nginx/services.yaml"))
            .replace(
                "certificates: [\"dns:store.platform.svc\"]", "serviceAccounts: [platform/store]")
            .replace("[store.platform.svc]", "[" + HOST + "]")
            .replace("    proxy:", "    cacheFor: 30\n    proxy:")
            .replace("      sourceIpHeader: X-Original-Remote-Addr\n", "")
            .replace("      payload: [hashed, unsigned]\n", ""));
    sts = EmbeddedSts.start(folder, "rolecall.authorize.file=" + services);
    acme = Answers.credentials(sts.podIdentity(sts.agent(), sts.reporter(EmbeddedSts.CREDENTIALS)));
  }

  @AfterAll
  static void stop() {
    sts.close();
  }

  @Test
  void nginxLetsPassAndLearnsWhoCalls() throws Exception {
    String answer = nginx("GET", OWN, signed("GET", OWN));

    assertThat(answer).startsWith("HTTP/1.1 200");
    assertThat(answer)
        .containsIgnoringCase(
            "X-Rolecall-Caller-Arn: arn:aws:sts::111111111111:assumed-role/Reports/")
        .containsIgnoringCase("X-Rolecall-Caller-Account: 111111111111")
        .containsIgnoringCase("X-Rolecall-Cache-For: 30");
  }

  @Test
  void nginxGetsTheErrorForItsClientInHeaders() throws Exception {
    String denied = nginx("GET", "/globex-reports/a", signed("GET", "/globex-reports/a"));

    assertThat(denied)
        .startsWith("HTTP/1.1 403")
        .containsIgnoringCase("X-Rolecall-Status: 403")
        .contains("<Code>AccessDenied</Code><Message>Access Denied</Message>");
    List<String> tampered = signed("GET", "/acme-reports/b");
    assertThat(nginx("GET", OWN, tampered))
        .startsWith("HTTP/1.1 403")
        .contains("<Code>SignatureDoesNotMatch</Code>");
    assertThat(nginx("DELETE", OWN, signed("GET", OWN)))
        .contains("<Code>SignatureDoesNotMatch</Code>");
  }

  @Test
  void nginxMustSayOnceWhatItsClientAsked() throws Exception {
    List<String> headers = signed("GET", OWN);
    headers.add("X-Original-URI: /globex-reports/a");

    assertThat(nginx("GET", OWN, headers))
        .startsWith("HTTP/1.1 403")
        .contains("the proxy did not send the header X-Original-URI once");
    assertThat(raw("GET /authorize/nginx", proxied(signed("GET", OWN))))
        .startsWith("HTTP/1.1 403")
        .contains("the proxy did not send the header X-Original-Method once");
  }

  @Test
  void decidesNothingForStrangers() throws Exception {
    List<String> headers = signed("GET", OWN);
    headers.add("X-Original-Method: GET");
    headers.add("X-Original-URI: " + OWN);
    assertThat(raw("GET /authorize/nginx", headers)).startsWith("HTTP/1.1 401");
    assertThat(raw("GET /authorize/envoy" + OWN, signed("GET", OWN))).startsWith("HTTP/1.1 401");
    // The token of one service beside the proxy's own is the client's.
    headers.add("X-Rolecall-Authorization: Bearer " + sts.store());
    headers.add("X-Rolecall-Authorization: Bearer " + sts.store());
    assertThat(raw("GET /authorize/nginx", headers)).startsWith("HTTP/1.1 401");
    String other = sts.cluster.podToken("platform", "other", "other-0", EmbeddedSts.AUTHORIZE);
    List<String> notListed = signed("GET", OWN);
    notListed.add("X-Rolecall-Authorization: Bearer " + other);
    assertThat(raw("GET /authorize/envoy" + OWN, notListed)).startsWith("HTTP/1.1 403");
  }

  @Test
  void envoysClientGetsTheAnswerItself() throws Exception {
    assertThat(envoy("GET", OWN, signed("GET", OWN)))
        .startsWith("HTTP/1.1 200")
        .containsIgnoringCase("X-Rolecall-Caller-Account: 111111111111");
    assertThat(envoy("GET", "/globex-reports/a", signed("GET", "/globex-reports/a")))
        .startsWith("HTTP/1.1 403")
        .containsIgnoringCase("Content-Type: application/xml")
        .contains("<Code>AccessDenied</Code>");
    AwsSessionCredentials garbled =
        AwsSessionCredentials.create(acme.accessKeyId(), acme.secretAccessKey(), "garbled");
    assertThat(envoy("GET", OWN, signed(garbled, "GET", OWN)))
        .startsWith("HTTP/1.1 400")
        .contains("<Code>InvalidToken</Code>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../../healthz",
        "/../../",
        "/../nginx",
        "/%2e%2e/%2e%2e/healthz",
        "/..%2f..%2fhealthz",
        "/../../.well-known/openid-configuration",
        "//healthz",
        "",
        "/",
      })
  void noPathOfEnvoysClientLeadsElsewhere(String path) throws Exception {
    assertThat(envoy("GET", path, List.of("Host: " + HOST))).startsWith("HTTP/1.1 403");
  }

  @ParameterizedTest
  @CsvSource({
    "X-HTTP-Method-Override, DELETE",
    "X-Original-URL, /globex-reports/a",
    "X-Rewrite-URL, /globex-reports/a",
  })
  void refusesHeadersThatTheStoreMightObey(String header, String value) throws Exception {
    List<String> headers = signed("GET", OWN);
    headers.add(header + ": " + value);

    assertThat(envoy("GET", OWN, headers)).startsWith("HTTP/1.1 403").contains("may replace");
  }

  @Test
  void letsNoBodyPassUnlessToldTo() throws Exception {
    assertThat(envoy("PUT", OWN, signed("PUT", OWN))).startsWith("HTTP/1.1 200");
    assertThat(envoy("PUT", OWN, signed(acme, "PUT", OWN, "a body", true)))
        .startsWith("HTTP/1.1 403")
        .contains("nothing behind this proxy compares a body with its hash");
    assertThat(envoy("PUT", OWN, signed(acme, "PUT", OWN, "a body", false)))
        .startsWith("HTTP/1.1 403")
        .contains("<Code>AccessDenied</Code>");
    assertThat(envoy("GET", OWN, signed(acme, "GET", OWN, "", false))).startsWith("HTTP/1.1 200");
  }

  /** A body that nobody looks at may be anybody's, whatever was signed. */
  @ParameterizedTest
  @ValueSource(strings = {"X-Original-Content-Length: 6", "X-Original-Transfer-Encoding: chunked"})
  void letsNoBodyPassThatWasSignedAsNone(String header) throws Exception {
    List<String> headers = signed("PUT", OWN);
    headers.add(header);

    assertThat(nginx("PUT", OWN, headers))
        .startsWith("HTTP/1.1 403")
        .contains("nothing behind this proxy compares a body with its hash");
  }

  @Test
  void tellsStrangersNothingOfWhatThereIs() throws Exception {
    AwsSessionCredentials forged =
        AwsSessionCredentials.create(acme.accessKeyId(), "0".repeat(40), acme.sessionToken());
    for (String path : List.of("/acme-x/a", "/initech/a", "/acme-x?policy&acl")) {
      assertThat(nginx("GET", path, signed(forged, "GET", path)))
          .as(path)
          .contains("<Code>SignatureDoesNotMatch</Code>");
      assertThat(nginx("GET", path, List.of("Host: " + HOST)))
          .as(path)
          .contains("<Code>AccessDenied</Code><Message>Access Denied</Message>");
    }
  }

  @Test
  void recordsWhoTriedWhatNobodyMay() throws Exception {
    String path = "/acme-reports/tried/../../globex-reports/a";
    assertThat(nginx("GET", path, signed("GET", path)))
        .contains("the path has an empty, '.' or '..' segment");

    assertThat(event("/acme-reports/tried/"))
        .contains("\"type\":\"AssumedRole\"")
        .contains("assumed-role/Reports/");
  }

  /** The first operation is innocent: the record names the one that was refused. */
  @Test
  void recordsWhichOperationWasRefused() throws Exception {
    List<String> copying =
        signed(
            acme,
            request("PUT", OWN).appendHeader("x-amz-copy-source", "/globex-reports/tried").build(),
            "",
            true);

    assertThat(nginx("PUT", OWN, copying)).contains("<Code>AccessDenied</Code>");
    assertThat(event("globex-reports/tried"))
        .contains("\"resources\":[{\"ARN\":\"arn:aws:s3:::globex-reports/tried\"")
        .contains("\"action\":\"s3:GetObject\"");
  }

  /** The line of the audit that has a text. */
  private static String event(String text) {
    return Awaitility.await()
        .until(
            () -> sts.audit().lines().filter(line -> line.contains(text)).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static String nginx(String method, String uri, List<String> client) throws Exception {
    List<String> headers = proxied(client);
    headers.add("X-Original-Method: " + method);
    headers.add("X-Original-URI: " + uri);
    return raw("GET /authorize/nginx", headers);
  }

  private static String envoy(String method, String path, List<String> client) throws Exception {
    return raw(method + " /authorize/envoy" + path, proxied(client));
  }

  private static List<String> proxied(List<String> client) {
    List<String> headers = new ArrayList<>(client);
    headers.add("X-Rolecall-Authorization: Bearer " + sts.store());
    return headers;
  }

  /** All of the answer to a request whose path no library has touched. */
  private static String raw(String line, List<String> headers) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", sts.uri().getPort())) {
      socket.setSoTimeout(30_000);
      String request =
          line
              + " HTTP/1.1\r\nConnection: close\r\nContent-Length: 0\r\n"
              + String.join("\r\n", headers)
              + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> signed(String method, String path) {
    return signed(acme, method, path);
  }

  private static List<String> signed(
      AwsSessionCredentials credentials, String method, String path) {
    return signed(credentials, method, path, "", true);
  }

  /** The headers of a client's request, which leaves its body unsigned or not. */
  private static List<String> signed(
      AwsSessionCredentials credentials,
      String method,
      String path,
      String body,
      boolean payloadSigning) {
    return signed(credentials, request(method, path).build(), body, payloadSigning);
  }

  private static SdkHttpRequest.Builder request(String method, String path) {
    return SdkHttpRequest.builder()
        .method(SdkHttpMethod.valueOf(method))
        .uri(URI.create("https://" + HOST + path));
  }

  private static List<String> signed(
      AwsSessionCredentials credentials,
      SdkHttpRequest request,
      String body,
      boolean payloadSigning) {
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(signing ->
                signing
                    .identity(credentials)
                    .request(request)
                    .payload(ContentStreamProvider.fromUtf8String(body))
                    .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, payloadSigning)
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                    .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                    .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1"))
            .request();
    List<String> headers = new ArrayList<>();
    signed.forEachHeader(
        (name, values) -> values.forEach(value -> headers.add(name + ": " + value)));
    return headers;
  }
}
