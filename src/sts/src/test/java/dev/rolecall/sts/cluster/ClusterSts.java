package dev.rolecall.sts.cluster;

import static org.awaitility.Awaitility.await;

import dev.rolecall.session.MasterKeys;
import dev.rolecall.sts.StsProcess;
import dev.rolecall.sts.TestCertificate;
import dev.rolecall.testkit.ApiServer;
import dev.rolecall.testkit.ProjectFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** sts with the profile of a cluster over a real API server, two tenants and an agent. */
final class ClusterSts implements AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(60);

  private final ApiServer server;
  private final StsProcess sts;
  private final HttpClient client;
  private final URI uri;
  private final Path files;
  private final TestCertificate renewed;

  private ClusterSts(
      ApiServer server, StsProcess sts, URI uri, Path files, TestCertificate... certificates)
      throws Exception {
    this.server = server;
    this.sts = sts;
    this.uri = uri;
    this.files = files;
    this.renewed = certificates[certificates.length - 1];
    this.client = HttpClient.newBuilder().sslContext(trusting(certificates)).build();
  }

  static ClusterSts start(Path folder) throws Exception {
    ApiServer server = ApiServer.start();
    server.kubectl("apply", "-f", ProjectFiles.root().resolve("crds").toString());
    server.kubectl("wait", "--for=condition=Established", "crd", "--all", "--timeout=60s");
    server.kubectl(
        "apply",
        "-f",
        ProjectFiles.root().resolve("src/sts/src/test/resources/cluster/tenants.yaml").toString());

    TestCertificate certificate = TestCertificate.forLocalhost(folder);
    TestCertificate renewed =
        TestCertificate.forLocalhost(Files.createDirectory(folder.resolve("renewed")));
    Path keys = folder.resolve("keys.json");
    Files.writeString(keys, MasterKeys.withNewKey("", Clock.systemUTC()));
    Files.writeString(folder.resolve("tls.crt"), certificate.certificatePem());
    Files.writeString(folder.resolve("tls.key"), certificate.keyPem());
    Files.writeString(folder.resolve("kubeconfig"), server.kubeConfig());
    int port = StsProcess.freePort();
    int healthPort = StsProcess.freePort();
    StsProcess sts =
        StsProcess.start(
            folder,
            StsProcess.freePort(),
            Map.of("KUBECONFIG", folder.resolve("kubeconfig").toString()),
            "quarkus.profile=kubernetes",
            "quarkus.http.host=localhost",
            "quarkus.http.ssl-port=" + port,
            "quarkus.management.port=" + healthPort,
            "quarkus.tls.sts.key-store.pem.0.cert=" + folder.resolve("tls.crt"),
            "quarkus.tls.sts.key-store.pem.0.key=" + folder.resolve("tls.key"),
            "rolecall.session-keys.file=" + keys);
    ClusterSts cluster =
        new ClusterSts(
            server, sts, URI.create("https://localhost:" + port), folder, certificate, renewed);
    cluster.awaitReady(URI.create("http://127.0.0.1:" + healthPort + "/q/health/ready"));
    return cluster;
  }

  private void awaitReady(URI health) {
    await("sts is ready")
        .atMost(LIMIT)
        .ignoreExceptionsInstanceOf(IOException.class)
        .failFast("sts ended", () -> !sts.isAlive())
        .until(() ->
            client
                    .send(HttpRequest.newBuilder(health).build(), BodyHandlers.ofString())
                    .statusCode()
                == 200);
  }

  ApiServer server() {
    return server;
  }

  HttpClient client() {
    return client;
  }

  URI uri() {
    return uri;
  }

  /** From here on it serves the certificate that comes back. */
  TestCertificate renewCertificate() throws IOException {
    Files.writeString(files.resolve("tls.key"), renewed.keyPem());
    Files.writeString(files.resolve("tls.crt"), renewed.certificatePem());
    return renewed;
  }

  HttpResponse<String> podIdentity(String agent, String pod)
      throws IOException, InterruptedException {
    return post(
        "/clusters/rolecall/assume-role-for-pod-identity", agent, "{\"token\":\"" + pod + "\"}");
  }

  HttpResponse<String> post(String path, String agent, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri.resolve(path))
            .header("Authorization", "Bearer " + agent)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  /** Of the agent of node-1. */
  String agent() {
    return token("rolecall-system", "rolecall-agent", "rolecall-agent", "agent.rolecall.dev");
  }

  String token(String namespace, String account, String pod, String audience) {
    return server.podToken(namespace, account, pod, audience);
  }

  /** On node-1. */
  void createPod(String namespace, String name, String account) throws Exception {
    createPod(namespace, name, account, "node-1");
  }

  void createPod(String namespace, String name, String account, String node) throws Exception {
    server.kubectl(
        "run",
        "-n",
        namespace,
        name,
        "--image=none",
        "--overrides={\"spec\":{\"serviceAccountName\":\"%s\",\"nodeName\":\"%s\"}}"
            .formatted(account, node));
  }

  static SSLContext trusting(TestCertificate... certificates) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    for (TestCertificate certificate : certificates) {
      byte[] pem = certificate.certificatePem().getBytes(StandardCharsets.US_ASCII);
      store.setCertificateEntry(
          "sts-" + store.size(), factory.generateCertificate(new ByteArrayInputStream(pem)));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  @Override
  public void close() throws IOException {
    client.shutdownNow();
    sts.close();
    server.close();
  }
}
