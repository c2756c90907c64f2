package dev.rolecall.e2e.access;

import static org.awaitility.Awaitility.await;

import dev.rolecall.testkit.FreePort;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A replica of sts with the Secrets that the operator made, as a kubelet would mount them. */
final class Replica {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final AccessCluster cluster;
  private final HttpClient http;
  private final int port;

  /** Starts it, and returns once it is ready. */
  Replica(Path folder, AccessCluster cluster) throws Exception {
    this.cluster = cluster;
    this.port = FreePort.find();
    Files.createDirectory(folder);
    Secret tls = secret("rolecall-sts-tls");
    for (String file : List.of("tls.crt", "tls.key", "ca.crt")) {
      Files.writeString(folder.resolve(file), Scenario.text(tls, file));
    }
    Path keys = folder.resolve("keys.json");
    Files.writeString(keys, Scenario.text(secret("rolecall-session-keys"), "keys.json"));
    this.http = HttpClient.newBuilder().sslContext(trusting(folder.resolve("ca.crt"))).build();
    int health = FreePort.find();
    cluster.run(
        Scenario.STS,
        "src/sts/target/quarkus-app/quarkus-run.jar",
        String.valueOf(folder.getFileName()),
        List.of(
            "quarkus.http.port=" + FreePort.find(),
            "quarkus.http.ssl-port=" + port,
            "quarkus.management.host=127.0.0.1",
            "quarkus.management.port=" + health,
            "quarkus.shutdown.delay=0s",
            "quarkus.tls.sts.key-store.pem.0.cert=" + folder.resolve("tls.crt"),
            "quarkus.tls.sts.key-store.pem.0.key=" + folder.resolve("tls.key"),
            "rolecall.session-keys.file=" + keys));
    URI ready = URI.create("http://127.0.0.1:" + health + "/q/health/ready");
    await("sts is ready")
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() ->
            http.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.discarding()).statusCode()
                == 200);
  }

  /** Where it serves. */
  int port() {
    return port;
  }

  private Secret secret(String name) {
    return cluster.client().secrets().inNamespace(AccessCluster.SYSTEM).withName(name).require();
  }

  /** Asks for a role by web identity; the status code. */
  int assume(String token, String role) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(URI.create("https://localhost:" + port))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleSessionName=forged"
                            + "&WebIdentityToken="
                            + token
                            + "&RoleArn="
                            + URLEncoder.encode(role, StandardCharsets.UTF_8)))
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  private static SSLContext trusting(Path authority) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry(
        "ca",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(authority))));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
