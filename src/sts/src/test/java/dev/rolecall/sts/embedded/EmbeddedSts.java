package dev.rolecall.sts.embedded;

import dev.rolecall.outbound.TokenKeys;
import dev.rolecall.session.MasterKeys;
import dev.rolecall.sts.StsProcess;
import dev.rolecall.testkit.ProjectFiles;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;

/** The embedded default over two tenants, with an issuer and an external one that tests have. */
public final class EmbeddedSts implements AutoCloseable {
  static final String CLUSTER_ISSUER = "https://kubernetes.default.svc.cluster.local";
  static final String CREDENTIALS = "pods.eks.amazonaws.com";
  public static final String WEB = "sts.amazonaws.com";
  static final String AGENT = "agent.rolecall.dev";
  static final String AUTHORIZE = "authorize.rolecall.dev";
  static final String OPERATOR = "operator.rolecall.dev";
  static final String ROLE = "arn:aws:iam::111111111111:role/team/Reports";

  public final TestIssuer cluster;
  public final TestIssuer ci;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Source source = new Source(this, "127.0.0.1");
  private final Path folder;
  private final String[] more;
  private StsProcess process;

  private EmbeddedSts(Path folder, TestIssuer cluster, TestIssuer ci, String... more)
      throws IOException {
    this.folder = folder;
    this.cluster = cluster;
    this.ci = ci;
    this.more = more.clone();
    Path state = Files.createDirectories(folder.resolve("state"));
    Path manifests = Files.createDirectories(folder.resolve("manifests"));
    Files.writeString(state.resolve("issuer.json"), cluster.privateJwk());
    Files.writeString(
        state.resolve("session-keys.json"), MasterKeys.withNewKey("", Clock.systemUTC()));
    if (Stream.of(more).anyMatch(property -> property.startsWith("rolecall.identity-tokens."))) {
      Files.writeString(
          state.resolve("identity-token-keys.json"), TokenKeys.withNewKeys("", Clock.systemUTC()));
    }
    Path tenants = ProjectFiles.root().resolve("src/sts/src/test/resources/tenants");
    for (String file :
        new String[] {
          "acme.yaml",
          "actions.yaml",
          "chain.yaml",
          "globex.yaml",
          "hooli.yaml",
          "platform.yaml",
          "store.yaml",
          "target.yaml",
          "tasks.yaml"
        }) {
      Files.writeString(
          manifests.resolve(file),
          Files.readString(tenants.resolve(file)).replace("@JWKS@", ci.publicJwks()));
    }
    Files.writeString(
        manifests.resolve("ci.yaml"),
        """
        apiVersion: rolecall.dev/v1alpha1
        kind: OIDCProvider
        metadata: {name: ci, namespace: acme}
        spec:
          url: https://ci.example.com
          clientIds: [sts.amazonaws.com]
          jwks: '%s'
        """
            .formatted(ci.publicJwks()));
    process = run();
  }

  /** {@code platform/store}, which may ask about everything of {@code acme}. */
  private static Path services() {
    return ProjectFiles.root().resolve("src/sts/src/test/resources/authorize/services.yaml");
  }

  private StsProcess run() throws IOException {
    int port = StsProcess.freePort();
    return StsProcess.start(
            folder,
            port,
            Stream.concat(
                    Stream.of(
                        "rolecall.embedded.manifests=" + folder.resolve("manifests"),
                        "rolecall.embedded.state=" + folder.resolve("state"),
                        "rolecall.authorize.file=" + services()),
                    Stream.of(more).map(property -> property.replace("@PORT@", "" + port)))
                .toArray(String[]::new))
        .awaitReady();
  }

  /** Starts it again, with other text in a manifest and the same keys. */
  void restartWith(String manifest, String old, String replacement) throws IOException {
    process.close();
    Path file = folder.resolve("manifests").resolve(manifest);
    Files.writeString(file, Files.readString(file).replace(old, replacement));
    process = run();
  }

  /**
   * @param properties {@code name=value}; {@code @PORT@} is the port that it serves
   */
  public static EmbeddedSts start(Path folder, String... properties) throws IOException {
    return new EmbeddedSts(
        folder,
        new TestIssuer(CLUSTER_ISSUER),
        new TestIssuer("https://ci.example.com"),
        properties);
  }

  /** Another one with the same issuers, and keys of its own. */
  static EmbeddedSts startLike(EmbeddedSts other, Path folder) throws IOException {
    return new EmbeddedSts(folder, other.cluster, other.ci);
  }

  public URI uri() {
    return process.uri();
  }

  String errors() throws IOException {
    return process.errors();
  }

  public String audit() throws IOException {
    return process.audit();
  }

  /** What it logs besides, the Events of pods among it. */
  String log() throws IOException {
    return process.errors();
  }

  /** A token of the pod {@code acme/reporter-0}. */
  String reporter(String audience) {
    return cluster.podToken("acme", "reporter", "reporter-0", audience);
  }

  String agent() {
    return cluster.podToken("rolecall-system", "rolecall-agent", "rolecall-agent", AGENT);
  }

  String store() {
    return cluster.podToken("platform", "store", "store-0", AUTHORIZE);
  }

  /** AssumeRoleWithWebIdentity, with further parameters {@code name=value}, encoded. */
  HttpResponse<String> assume(String role, String token, String... more)
      throws IOException, InterruptedException {
    return query(assumeForm(role, token) + (more.length == 0 ? "" : "&" + String.join("&", more)));
  }

  static String assumeForm(String role, String token) {
    return "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleSessionName=test&RoleArn="
        + encode(role)
        + "&WebIdentityToken="
        + encode(token);
  }

  HttpResponse<String> query(String form) throws IOException, InterruptedException {
    return source.query(form);
  }

  HttpResponse<String> podIdentity(String agentToken, String podToken)
      throws IOException, InterruptedException {
    return source.podIdentity(agentToken, podToken);
  }

  HttpResponse<String> authorize(String token, String question)
      throws IOException, InterruptedException {
    return source.authorize(token, question);
  }

  HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    return source.post(path, body, headers);
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri().resolve(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.close();
    client.close();
  }
}
