package dev.rolecall.sts.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rolecall.sts.Answers;
import dev.rolecall.sts.StsProcess;
import dev.rolecall.sts.TestCertificate;
import dev.rolecall.testkit.ProjectFiles;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/**
 * Two tenants with the AWS CLI, nginx with the configuration of {@code examples/nginx}, and an S3
 * server behind it that knows nobody. Four programs are started, which takes a while.
 */
class StoreBehindNginxIT {
  private static Path folder;
  private static EmbeddedSts sts;
  private static S3Server store;
  private static Nginx nginx;
  private static URI uri;
  private static TestCertificate certificate;
  private static AwsSessionCredentials acme;
  private static AwsSessionCredentials globex;

  @BeforeAll
  static void start(@TempDir Path temporary) throws Exception {
    AwsCli.require();
    Nginx.require();
    folder = temporary;
    certificate = TestCertificate.forLocalhost(folder);
    TestCertificate proxy =
        TestCertificate.of(
            Files.createDirectory(folder.resolve("proxy")), "dns:store.platform.svc");
    write("tls.crt", certificate.certificatePem());
    write("tls.key", certificate.keyPem());
    write("proxy.crt", proxy.certificatePem());
    write("proxy.key", proxy.keyPem());
    int port = StsProcess.freePort();
    uri = URI.create("https://localhost:" + port);
    write(
        "services.yaml",
        example("services.yaml")
            .replace("[store.platform.svc]", "[\"" + uri.getAuthority() + "\"]"));
    store = S3Server.start(folder, "acme-reports", "globex-reports");
    int stsPort = StsProcess.freePort();
    sts =
        EmbeddedSts.start(
            folder,
            "rolecall.authorize.file=" + folder.resolve("services.yaml"),
            "quarkus.http.ssl-port=" + stsPort,
            "quarkus.http.tls-configuration-name=sts",
            "quarkus.tls.sts.key-store.pem.0.cert=" + folder.resolve("tls.crt"),
            "quarkus.tls.sts.key-store.pem.0.key=" + folder.resolve("tls.key"),
            "quarkus.tls.sts.trust-store.pem.certs=" + folder.resolve("proxy.crt"));
    nginx = Nginx.start(folder, configuration(port, stsPort), port);
    acme = Answers.credentials(sts.podIdentity(sts.agent(), sts.reporter(EmbeddedSts.CREDENTIALS)));
    String keeper = sts.cluster.podToken("globex", "keeper", "keeper-0", EmbeddedSts.CREDENTIALS);
    globex = Answers.credentials(sts.podIdentity(sts.agent(), keeper));
    write("hello.txt", "hello");
  }

  @AfterAll
  static void stop() throws Exception {
    for (AutoCloseable each : new AutoCloseable[] {nginx, store, sts}) {
      if (each != null) {
        each.close();
      }
    }
  }

  @Test
  void aTenantPutsAndGetsItsOwnObjects() throws Exception {
    assertSucceeds(acme, "s3", "cp", file("hello.txt"), "s3://acme-reports/2026/héllo +1.txt");
    AwsCli.Outcome got = aws(acme, "s3", "cp", "s3://acme-reports/2026/héllo +1.txt", "-");
    assertThat(got.output()).as(got.errors()).isEqualTo("hello");

    assertSucceeds(
        globex,
        "s3api",
        "put-object",
        "--bucket",
        "globex-reports",
        "--key",
        "a",
        "--body",
        file("hello.txt"));
    assertSucceeds(
        globex, "s3api", "get-object", "--bucket", "globex-reports", "--key", "a", file("got.txt"));
    assertThat(folder.resolve("got.txt")).hasContent("hello");
    assertThat(await().until(sts::audit, audit -> audit.contains("arn:aws:s3:::globex-reports/a")))
        .contains("\"s3:PutObject\"")
        .doesNotContain(globex.secretAccessKey(), globex.sessionToken());
  }

  @Test
  void aTenantIsRefusedTheOthersObjects() throws Exception {
    assertSucceeds(globex, "s3", "cp", file("hello.txt"), "s3://globex-reports/secret");

    AwsCli.Outcome read =
        aws(
            acme,
            "s3api",
            "get-object",
            "--bucket",
            "globex-reports",
            "--key",
            "secret",
            file("stolen.txt"));
    assertThat(read.errors())
        .contains("An error occurred (AccessDenied) when calling the GetObject operation");
    assertThat(folder.resolve("stolen.txt")).doesNotExist();
    AwsCli.Outcome write = aws(acme, "s3", "cp", file("hello.txt"), "s3://globex-reports/planted");
    assertThat(write.errors())
        .contains("(AccessDenied) when calling the PutObject operation: Access Denied");
    assertThat(store.status("HEAD", "/globex-reports/planted")).isEqualTo(404);
    // What copies, reads: the source is the other's, the destination its own.
    AwsCli.Outcome copy =
        aws(acme, "s3", "cp", "s3://globex-reports/secret", "s3://acme-reports/copy");
    assertThat(copy.exitCode()).isNotZero();
    assertThat(store.status("HEAD", "/acme-reports/copy")).isEqualTo(404);
    // Nor with everything allowed on one's own side: the bucket's account must allow it too.
    assertThat(aws(globex, "s3", "cp", file("hello.txt"), "s3://acme-reports/x").errors())
        .contains("AccessDenied");
  }

  @Test
  void saysWhichPolicyOfOnesOwnAccountDenies() throws Exception {
    assertThat(
            aws(acme, "s3api", "delete-object", "--bucket", "acme-reports", "--key", "a").errors())
        .contains("(AccessDenied) when calling the DeleteObject operation: User: arn:aws:sts::")
        .contains(
            "is not authorized to perform: s3:DeleteObject on resource:"
                + " \"arn:aws:s3:::acme-reports/a\" with an explicit deny in an identity-based"
                + " policy");
    assertThat(aws(acme, "s3", "ls", "s3://acme-reports").errors())
        .contains("because no identity-based policy allows the s3:ListBucket action");
  }

  @Test
  void saysWhatIsWrongWithCredentials() throws Exception {
    AwsSessionCredentials forged =
        AwsSessionCredentials.create(acme.accessKeyId(), "0".repeat(40), acme.sessionToken());
    assertThat(aws(forged, "s3", "cp", file("hello.txt"), "s3://acme-reports/x").errors())
        .contains("(SignatureDoesNotMatch) when calling the PutObject operation");
    AwsSessionCredentials garbled =
        AwsSessionCredentials.create(acme.accessKeyId(), acme.secretAccessKey(), "garbled");
    assertThat(aws(garbled, "s3", "cp", file("hello.txt"), "s3://acme-reports/x").errors())
        .contains("(InvalidToken) when calling the PutObject operation");
  }

  @Test
  void headersOfAClientSayNothingOfWhatItAsks() throws Exception {
    assertSucceeds(acme, "s3", "cp", file("hello.txt"), "s3://acme-reports/own");
    assertSucceeds(globex, "s3", "cp", file("hello.txt"), "s3://globex-reports/own");
    assertThat(get("/acme-reports/own").statusCode()).isEqualTo(200);

    HttpResponse<String> smuggled =
        get(
            "/globex-reports/own",
            "X-Original-URI",
            "/acme-reports/own",
            "X-Original-Method",
            "GET",
            "X-Rolecall-Authorization",
            "Bearer " + sts.store());

    assertThat(smuggled.statusCode()).isEqualTo(403);
    assertThat(smuggled.headers().firstValue("Content-Type")).contains("application/xml");
    assertThat(Answers.element(smuggled, "Code")).isEqualTo("AccessDenied");
    for (String path :
        List.of(
            "/acme-reports/../globex-reports/own",
            "/acme-reports/%2e%2e/globex-reports/own",
            "/acme-reports/..%2fglobex-reports/own",
            "/acme-reports//own",
            "/acme-reports/own;a=b")) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(403);
    }
  }

  /** The store takes its buckets from paths: one in the host must not be decided on. */
  @Test
  void aBucketInTheHostHidesNoneInThePath() throws Exception {
    assertSucceeds(globex, "s3", "cp", file("hello.txt"), "s3://globex-reports/hidden");
    for (String host :
        List.of("acme-reports.store.platform.svc", "acme-reports." + uri.getAuthority())) {
      StringBuilder request =
          new StringBuilder("GET /globex-reports/hidden HTTP/1.1\r\nConnection: close\r\n");
      signed(URI.create("https://" + host + "/globex-reports/hidden"))
          .forEachHeader((name, values) ->
              values.forEach(value -> request.append(name + ": " + value + "\r\n")));
      try (Socket socket =
          ClientTls.context(certificate, null)
              .getSocketFactory()
              .createSocket(uri.getHost(), uri.getPort())) {
        socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            .as(host)
            .startsWith("HTTP/1.1 403")
            .doesNotContain("hello");
      }
    }
  }

  private static HttpResponse<String> get(String path, String... headers) throws Exception {
    URI target = URI.create(uri + path);
    SdkHttpRequest signed = signed(target);
    HttpRequest.Builder request = HttpRequest.newBuilder(target);
    signed.forEachHeader((name, values) -> {
      if (!name.equalsIgnoreCase("host")) {
        values.forEach(value -> request.header(name, value));
      }
    });
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(ClientTls.context(certificate, null))
            .build()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  private static SdkHttpRequest signed(URI target) {
    return AwsV4HttpSigner.create()
        .sign(signing ->
            signing
                .identity(acme)
                .request(SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(target).build())
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1"))
        .request();
  }

  private static void assertSucceeds(AwsSessionCredentials credentials, String... arguments)
      throws Exception {
    AwsCli.Outcome outcome = aws(credentials, arguments);
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
  }

  private static AwsCli.Outcome aws(AwsSessionCredentials credentials, String... arguments)
      throws Exception {
    return AwsCli.run(
        folder,
        credentials,
        Map.of("AWS_ENDPOINT_URL", uri.toString(), "AWS_CA_BUNDLE", file("tls.crt")),
        Stream.concat(Stream.of("--endpoint-url", uri.toString()), Stream.of(arguments)).toList());
  }

  private static String configuration(int port, int stsPort) throws IOException {
    String text = example("nginx.conf");
    Map<String, String> own =
        Map.of(
            "rolecall-sts.rolecall-system.svc:443", "localhost:" + stsPort,
            "store-backend.platform.svc:9000", store.address(),
            "listen 443 ssl", "listen 127.0.0.1:" + port + " ssl",
            "/etc/nginx/store/tls.crt", file("tls.crt"),
            "/etc/nginx/store/tls.key", file("tls.key"),
            "/etc/nginx/rolecall/tls.crt", file("proxy.crt"),
            "/etc/nginx/rolecall/tls.key", file("proxy.key"),
            "/etc/nginx/rolecall/ca.crt", file("tls.crt"),
            "rolecall-sts.rolecall-system.svc;", "localhost;");
    for (Map.Entry<String, String> each : own.entrySet()) {
      assertThat(text).contains(each.getKey());
      text = text.replace(each.getKey(), each.getValue());
    }
    return text;
  }

  private static String example(String name) throws IOException {
    return Files.readString(ProjectFiles.root().resolve("examples/nginx").resolve(name));
  }

  private static String file(String name) {
    return folder.resolve(name).toString();
  }

  private static void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
