package dev.rolecall.sts.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rolecall.sts.StsProcess;
import dev.rolecall.sts.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services that prove who they are by a client certificate. */
class AuthorizeCertificateIT {
  private static final String ACCEPTED = "request (line 1, column 1) is missing";

  private static EmbeddedSts sts;
  private static URI uri;
  private static final int FAILURES = 20;
  private static final int CALLS = 5;
  private static ChosenSignature chosen;
  private static TestCertificate server;
  private static TestCertificate store;
  private static TestCertificate stranger;
  private static TestCertificate otherAuthority;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    server = TestCertificate.forLocalhost(folder);
    store = certificate(folder, "store", "uri:spiffe://rolecall/store");
    stranger = certificate(folder, "stranger", "uri:spiffe://rolecall/stranger");
    otherAuthority = certificate(folder, "other", "uri:spiffe://rolecall/store");
    Path authorities = folder.resolve("authorities.crt");
    Files.writeString(authorities, store.certificatePem() + stranger.certificatePem());
    Files.writeString(folder.resolve("tls.crt"), server.certificatePem());
    Files.writeString(folder.resolve("tls.key"), server.keyPem());
    Files.writeString(
        folder.resolve("services.yaml"),
        """
        services:
          - name: store
            certificates: ["uri:spiffe://rolecall/store"]
            may:
              - {actions: ["s3:*"], resources: ["*"], accounts: ["*"]}
          - name: other
            serviceAccounts: [platform/store]
            may:
              - {actions: ["s3:*"], resources: ["*"], accounts: ["*"]}
        """);
    int port = StsProcess.freePort();
    sts =
        EmbeddedSts.start(
            folder,
            "rolecall.authorize.file=" + folder.resolve("services.yaml"),
            "rolecall.limits.source-failures-per-second=1",
            "rolecall.limits.source-failures-burst=" + FAILURES,
            "rolecall.limits.pod-calls-per-second=1",
            "rolecall.limits.pod-calls-burst=" + CALLS,
            "quarkus.http.ssl-port=" + port,
            "quarkus.http.tls-configuration-name=sts",
            "quarkus.tls.sts.key-store.pem.0.cert=" + folder.resolve("tls.crt"),
            "quarkus.tls.sts.key-store.pem.0.key=" + folder.resolve("tls.key"),
            "quarkus.tls.sts.trust-store.pem.certs=" + authorities);
    uri = URI.create("https://localhost:" + port + "/authorize");

    String signature = signature(store);
    chosen =
        ChosenSignature.endingIn(
            signature.substring(signature.length() - 64),
            sts.ci.claims("repo:acme/reports", EmbeddedSts.WEB).build());
    sts.restartWith("ci.yaml", sts.ci.publicJwks(), "{\"keys\":[" + chosen.jwk() + "]}");
  }

  @AfterAll
  static void stop() {
    sts.close();
  }

  @Test
  void acceptsTheCertificateOfAService() throws Exception {
    HttpResponse<String> answer = ask(store);

    assertThat(answer.body()).contains(ACCEPTED);
    await().until(sts::audit, audit -> audit.contains("\"service\":\"store\""));
  }

  @Test
  void refusesTheCertificateOfNoService() throws Exception {
    HttpResponse<String> answer = ask(stranger);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("Certificate [uri:spiffe://rolecall/stranger]");
  }

  @Test
  void judgesWhoHasACertificateByItAlone() throws Exception {
    assertThat(ask(stranger, "Authorization", "Bearer " + sts.store()).statusCode()).isEqualTo(403);
  }

  @Test
  void refusesACertificateOfAnotherAuthorityInTheHandshake() {
    assertThatThrownBy(() -> ask(otherAuthority)).isInstanceOf(IOException.class);
  }

  @Test
  void believesNoHeaderAboutACertificate() throws Exception {
    for (String header : new String[] {"X-Forwarded-Client-Cert", "X-SSL-Client-Cert"}) {
      assertThat(ask(null, header, "URI=spiffe://rolecall/store").statusCode())
          .as(header)
          .isEqualTo(401);
    }
  }

  @Test
  void wantsNoCertificateOfWhoHasAToken() throws Exception {
    assertThat(ask(null, "Authorization", "Bearer " + sts.store()).body()).contains(ACCEPTED);
    assertThat(ask(null).statusCode()).isEqualTo(401);
  }

  /** Who has nothing to show shares its address. */
  @Test
  void hearsACertificateAgainWhateverElseComesFromItsAddress() throws Exception {
    try (HttpClient known = from("127.0.12.1", store);
        HttpClient nobody = from("127.0.12.1", null)) {
      assertThat(known.send(question().build(), BodyHandlers.ofString()).body()).contains(ACCEPTED);
      int refused = 0;
      for (int i = 0; i < 3 * FAILURES && refused != 429; i++) {
        refused = nobody.send(question().build(), BodyHandlers.ofString()).statusCode();
      }
      assertThat(refused).isEqualTo(429);

      assertThat(known.send(question().build(), BodyHandlers.ofString()).body()).contains(ACCEPTED);
    }
  }

  /** A certificate is no secret. */
  @Test
  void forgetsNoServiceForWhoeverWritesOfItsCertificate() throws Exception {
    try (HttpClient known = from("127.0.13.1", store);
        HttpClient attacker = from("127.0.13.1", null)) {
      assertThat(known.send(question().build(), BodyHandlers.ofString()).body()).contains(ACCEPTED);
      String[] bearer = {"Authorization", "Bearer " + signature(store)};
      int refused = 0;
      for (int i = 0; i < 3 * FAILURES && refused != 429; i++) {
        refused =
            attacker.send(question().headers(bearer).build(), BodyHandlers.ofString()).statusCode();
      }
      assertThat(refused).isEqualTo(429);

      assertThat(known.send(question().build(), BodyHandlers.ofString()).body()).contains(ACCEPTED);
    }
  }

  /** A tenant's provider has whatever keys the tenant likes, those that go with a signature too. */
  @Test
  void takesNoTenantForAServiceWhoseCertificateEndsAsHisToken() throws Exception {
    Source tenant = new Source(sts, "127.0.14.1");
    assertThat(tenant.assume(Chain.CI, chosen.token()).statusCode()).isEqualTo(200);
    String answer = "";
    for (int i = 0; i < 10 * CALLS && !answer.contains("Rate exceeded"); i++) {
      answer = tenant.assume(Chain.CI, chosen.token()).body();
    }
    assertThat(answer).contains("Rate exceeded");

    assertThat(ask(store).body()).contains(ACCEPTED);
  }

  private static String signature(TestCertificate certificate) throws Exception {
    X509Certificate own = (X509Certificate) certificate.store().getCertificate("a");
    return HexFormat.of().formatHex(own.getSignature());
  }

  private static HttpClient from(String address, @Nullable TestCertificate own) throws Exception {
    return HttpClient.newBuilder()
        .localAddress(InetAddress.getByName(address))
        .sslContext(ClientTls.context(server, own))
        .build();
  }

  private static HttpRequest.Builder question() {
    return HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString("{}"));
  }

  private static HttpResponse<String> ask(@Nullable TestCertificate own, String... headers)
      throws Exception {
    HttpRequest.Builder request = question();
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (HttpClient client =
        HttpClient.newBuilder().sslContext(ClientTls.context(server, own)).build()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  private static TestCertificate certificate(Path folder, String file, String name)
      throws Exception {
    return TestCertificate.of(Files.createDirectory(folder.resolve(file)), name);
  }
}
