package dev.rolecall.image.train;

import dev.rolecall.image.layer.ReleaseException;
import dev.rolecall.image.layer.Tool;
import dev.rolecall.image.program.Program;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What programs find around them in a cluster, played on loopback: an API server, keys, a
 * certificate. All of it is made for one run.
 */
final class Surroundings implements AutoCloseable {
  private static final String PASSWORD = "changeit";
  private static final String KUBECONFIG =
      """
      apiVersion: v1
      kind: Config
      clusters: [{name: played, cluster: {server: "%s"}}]
      users: [{name: nobody, user: {}}]
      contexts: [{name: played, context: {cluster: played, user: nobody, namespace: rolecall-system}}]
      current-context: played
      """;

  private final Path folder;
  private final PlayedApiServer api;

  private Surroundings(Path folder, PlayedApiServer api) {
    this.folder = folder;
    this.api = api;
  }

  /**
   * Sets them up.
   *
   * @param folder an empty one
   */
  static Surroundings set(Path folder, Clock clock) throws IOException, InterruptedException {
    PlayedApiServer api = PlayedApiServer.start();
    Surroundings set = new Surroundings(folder, api);
    set.write("kubeconfig", KUBECONFIG.formatted(api.url()));
    set.write("agent.token", "a.b.c");
    set.write("interfaces.json", "{\"generation\":1,\"interfaces\":[]}");
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    set.write(
        "keys.json",
        "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"training\",\"iat\":%d,\"k\":\"%s\"}]}"
            .formatted(
                clock.instant().getEpochSecond(),
                Base64.getUrlEncoder().withoutPadding().encodeToString(key)));
    set.writeCertificate();
    return set;
  }

  /**
   * How a program is started there.
   *
   * @param environment all of it
   * @param ready answers 200 once it serves
   */
  record Part(Map<String, String> environment, URI ready) {}

  /** Takes free ports for a program. */
  Part of(Program program) throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("KUBECONFIG", file("kubeconfig"));
    environment.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    int health = freePort();
    switch (program) {
      case OPERATOR -> operator(environment, health);
      case STS -> sts(environment, health);
      case AGENT -> agent(environment, health);
    }
    String path = program == Program.AGENT ? "/healthz" : "/q/health/ready";
    return new Part(environment, URI.create("http://127.0.0.1:" + health + path));
  }

  private static void operator(Map<String, String> environment, int health) throws IOException {
    environment.put("POD_NAME", "rolecall-operator-0");
    environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
    environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(health));
    environment.put("ROLECALL_WEBHOOK_PORT", Integer.toString(freePort()));
    environment.put("ROLECALL_WEBHOOK_AGENT_IMAGE", "rolecall-agent");
  }

  private void sts(Map<String, String> environment, int health) throws IOException {
    environment.put("QUARKUS_PROFILE", "kubernetes");
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_SSL_PORT", Integer.toString(freePort()));
    environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
    environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(health));
    environment.put("QUARKUS_TLS_STS_KEY_STORE_PEM_0_CERT", file("tls.crt"));
    environment.put("QUARKUS_TLS_STS_KEY_STORE_PEM_0_KEY", file("tls.key"));
    environment.put("ROLECALL_SESSION_KEYS_FILE", file("keys.json"));
  }

  private void agent(Map<String, String> environment, int health) throws IOException {
    environment.put("MALLOC_ARENA_MAX", "1");
    environment.put("ROLECALL_MODE", "node");
    environment.put("ROLECALL_RUN_DIR", folder.toString());
    environment.put("ROLECALL_STS_URL", "http://127.0.0.1:" + freePort());
    environment.put("ROLECALL_AGENT_TOKEN_FILE", file("agent.token"));
    environment.put("ROLECALL_HEALTH_LISTEN", "127.0.0.1:" + health);
    for (String endpoint : List.of("EKS", "ECS", "IMDS")) {
      environment.put("ROLECALL_" + endpoint + "_LISTEN", "127.0.0.1:" + freePort());
    }
  }

  private void writeCertificate() throws IOException, InterruptedException {
    String remedy = "Name another JDK: ROLECALL_JAVA_HOME=/path/to/jdk";
    Tool.run(
        folder,
        remedy,
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "sts",
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=ip:127.0.0.1",
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-keystore",
            file("tls.p12"),
            "-storepass",
            PASSWORD));
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      byte[] content = Files.readAllBytes(folder.resolve("tls.p12"));
      store.load(new ByteArrayInputStream(content), PASSWORD.toCharArray());
      write("tls.crt", pem("CERTIFICATE", store.getCertificate("sts").getEncoded()));
      write(
          "tls.key", pem("PRIVATE KEY", store.getKey("sts", PASSWORD.toCharArray()).getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new ReleaseException("no certificate can be made: " + e.getMessage(), remedy);
    }
  }

  private static String pem(String type, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(
            type, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content), type);
  }

  private void write(String name, String content) throws IOException {
    Files.write(folder.resolve(name), content.getBytes(StandardCharsets.UTF_8));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    api.close();
  }
}
