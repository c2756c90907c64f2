package dev.rolecall.sts.embedded;

import static dev.rolecall.sts.embedded.EmbeddedSts.CREDENTIALS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rolecall.sts.Answers;
import dev.rolecall.sts.StsProcess;
import dev.rolecall.sts.TestCertificate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

class TlsIT {
  private static final String WHOAMI =
      "GET /?Action=GetCallerIdentity&Version=2011-06-15 HTTP/1.1\r\nHost: sts\r\n\r\n";

  private static EmbeddedSts sts;
  private static URI uri;
  private static Path files;
  private static TestCertificate certificate;
  private static TestCertificate renewed;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    files = folder;
    certificate = TestCertificate.forLocalhost(folder);
    renewed = TestCertificate.forLocalhost(Files.createDirectory(folder.resolve("renewed")));
    serve(certificate);
    int port = StsProcess.freePort();
    sts =
        EmbeddedSts.start(
            folder,
            "rolecall.limits.request-head-seconds=2",
            "quarkus.http.ssl-port=" + port,
            "quarkus.http.tls-configuration-name=sts",
            "quarkus.tls.sts.key-store.pem.0.cert=" + folder.resolve("shown/tls.crt"),
            "quarkus.tls.sts.key-store.pem.0.key=" + folder.resolve("shown/tls.key"));
    uri = URI.create("https://localhost:" + port);
  }

  @AfterAll
  static void stop() {
    sts.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void speaksTls(String protocol) throws Exception {
    try (SSLSocket socket = connect(protocol, certificate, renewed)) {
      assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
      assertThat(RawClient.over(socket).send(WHOAMI).readAnswer())
          .contains("<Code>MissingAuthenticationToken</Code>");
    }
  }

  /** By hand: the JDK's client no longer speaks them. */
  @ParameterizedTest
  @ValueSource(strings = {"0300", "0301", "0302"})
  void refusesOlderProtocols(String version) throws Exception {
    try (RawClient client = RawClient.connect(uri)) {
      client.send(clientHello(version));

      byte[] alert = client.in().readNBytes(7);
      assertThat(alert).as("a record with an alert").hasSize(7).startsWith(21, 3);
      assertThat(alert).as("fatal, protocol_version").endsWith(2, 70);
    }
  }

  @Test
  void speaksHttp2ToWhoeverNegotiatesIt() throws Exception {
    for (Version version : List.of(Version.HTTP_2, Version.HTTP_1_1)) {
      try (HttpClient client = client(version)) {
        HttpResponse<String> answer = client.send(whoami(), BodyHandlers.ofString());

        assertThat(answer.version()).isEqualTo(version);
        assertThat(Answers.element(answer, "Code")).isEqualTo("MissingAuthenticationToken");
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(answer.headers().firstValue("Date")).isPresent();
      }
    }
  }

  @Test
  void answersManyStreamsOfOneConnection() throws Exception {
    try (HttpClient client = client(Version.HTTP_2)) {
      client.send(whoami(), BodyHandlers.ofString());
      List<CompletableFuture<HttpResponse<String>>> answers =
          Stream.generate(() -> client.sendAsync(whoami(), BodyHandlers.ofString()))
              .limit(100)
              .toList();
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        assertThat(answer.get().statusCode()).isEqualTo(403);
      }
    }
  }

  @Test
  void verifiesWhatTheAwsSdkSigned() throws Exception {
    TrustManagerFactory trust = trusting(certificate, renewed);
    try (StsClient client =
        StsClient.builder()
            .endpointOverride(uri)
            .region(Region.EU_WEST_1)
            .credentialsProvider(StaticCredentialsProvider.create(reporter()))
            .httpClient(
                UrlConnectionHttpClient.builder()
                    .tlsTrustManagersProvider(trust::getTrustManagers)
                    .build())
            .build()) {
      assertThat(client.getCallerIdentity().account()).isEqualTo("111111111111");
    }
  }

  @Test
  void verifiesWhatTheAwsCliSigned(@TempDir Path folder) throws Exception {
    Path authorities = folder.resolve("ca.pem");
    // OpenSSL tells certificates of one name apart by their order, so only the right one is there.
    Files.writeString(authorities, shown().certificatePem());

    assertThat(
            Answers.text(
                AwsCli.sts(
                    sts,
                    folder,
                    reporter(),
                    "get-caller-identity",
                    "--endpoint-url",
                    uri.toString(),
                    "--ca-bundle",
                    authorities.toString()),
                "Account"))
        .isEqualTo("111111111111");
  }

  @Test
  void servesARenewedCertificateAndKeepsItsConnections() throws Exception {
    try (SSLSocket socket = connect("TLSv1.3", certificate, renewed)) {
      RawClient before = RawClient.over(socket);
      assertThat(before.send(WHOAMI).readAnswer()).contains("MissingAuthenticationToken");
      TestCertificate next = shown().equals(certificate) ? renewed : certificate;
      serve(next);

      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptionsInstanceOf(SSLHandshakeException.class)
          .until(() -> serves(next));
      assertThat(before.send(WHOAMI).readAnswer()).contains("MissingAuthenticationToken");
    }
  }

  @Test
  void servesTheOldPairWhileOneOfItsFilesIsRenewed() throws Exception {
    TestCertificate old = shown();
    TestCertificate next = old.equals(certificate) ? renewed : certificate;
    Path half = Files.createTempDirectory(files, "half");
    Files.writeString(half.resolve("tls.crt"), old.certificatePem());
    Files.writeString(half.resolve("tls.key"), next.keyPem());
    show(half);

    await().atMost(Duration.ofSeconds(30)).until(() -> sts.log().contains("does not belong"));
    assertThat(serves(old)).isTrue();
    Files.writeString(half.resolve("tls.crt"), next.certificatePem());
    // A handshake at the very moment of the change may be ended.
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptionsInstanceOf(SSLHandshakeException.class)
        .until(() -> serves(next));
  }

  @Test
  void endsAHandshakeThatNeverEnds() throws Exception {
    try (RawClient client = RawClient.connect(uri)) {
      client.send(HexFormat.of().parseHex("160301010001"));
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @Test
  void keepsAConnectionThatWasMadeAheadOfItsFirstRequest() throws Exception {
    try (SSLSocket ahead = connect("TLSv1.3", certificate, renewed)) {
      endsAHandshakeThatNeverEnds();
      assertThat(RawClient.over(ahead).send(WHOAMI).readAnswer())
          .contains("MissingAuthenticationToken");
    }
  }

  @Test
  void refusesAnotherHandshakeOnAConnection() throws Exception {
    try (SSLSocket socket = connect("TLSv1.2", certificate, renewed)) {
      assertThatThrownBy(
              () -> {
                socket.startHandshake();
                RawClient.over(socket).send(WHOAMI).readAnswer();
              })
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void answersNoPlainHttp() throws Exception {
    try (RawClient client = RawClient.connect(uri)) {
      assertThat(client.send(WHOAMI).readToEnd()).doesNotContain("HTTP/1.1");
    }
  }

  private static AwsSessionCredentials reporter() throws Exception {
    return Answers.credentials(sts.podIdentity(sts.agent(), sts.reporter(CREDENTIALS)));
  }

  /** Both files at once, as the kubelet does it. */
  private static void serve(TestCertificate shown) throws IOException {
    Path pair = Files.createTempDirectory(files, "pair");
    Files.writeString(pair.resolve("tls.key"), shown.keyPem());
    Files.writeString(pair.resolve("tls.crt"), shown.certificatePem());
    show(pair);
  }

  private static void show(Path pair) throws IOException {
    Path link = Files.createSymbolicLink(files.resolve("next"), pair);
    Files.move(link, files.resolve("shown"), StandardCopyOption.ATOMIC_MOVE);
  }

  private static TestCertificate shown() throws Exception {
    await().atMost(Duration.ofSeconds(30)).until(() -> serves(certificate) || serves(renewed));
    return serves(certificate) ? certificate : renewed;
  }

  private static boolean serves(TestCertificate shown) throws Exception {
    try (SSLSocket socket = connect("TLSv1.3", certificate, renewed)) {
      return socket.getSession().getPeerCertificates()[0].equals(shown.store().getCertificate("a"));
    }
  }

  private static SSLSocket connect(String protocol, TestCertificate... trusted) throws Exception {
    Socket plain = new Socket(uri.getHost(), uri.getPort());
    SSLSocket socket =
        (SSLSocket)
            context(trusted)
                .getSocketFactory()
                .createSocket(plain, uri.getHost(), uri.getPort(), true);
    socket.setEnabledProtocols(new String[] {protocol});
    socket.startHandshake();
    return socket;
  }

  private static HttpClient client(Version version) throws Exception {
    return HttpClient.newBuilder()
        .sslContext(context(certificate, renewed))
        .version(version)
        .build();
  }

  private static HttpRequest whoami() {
    return HttpRequest.newBuilder(uri.resolve("/?Action=GetCallerIdentity&Version=2011-06-15"))
        .build();
  }

  private static SSLContext context(TestCertificate... trusted) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trusting(trusted).getTrustManagers(), null);
    return context;
  }

  private static TrustManagerFactory trusting(TestCertificate... trusted) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (TestCertificate one : trusted) {
      store.setCertificateEntry("sts-" + store.size(), one.store().getCertificate("a"));
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    return trust;
  }

  /** RFC 4346, 7.4.1.2: this version at most, four suites, no compression, no extensions. */
  private static byte[] clientHello(String version) {
    ByteArrayOutputStream hello = new ByteArrayOutputStream();
    HexFormat hex = HexFormat.of();
    hello.writeBytes(hex.parseHex("16030100350100" + "0031" + version));
    hello.writeBytes(new byte[32]);
    hello.writeBytes(hex.parseHex("00" + "000a" + "c009c00ac013c014002f" + "0100"));
    return hello.toByteArray();
  }
}
