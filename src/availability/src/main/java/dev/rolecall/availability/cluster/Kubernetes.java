package dev.rolecall.availability.cluster;

import dev.rolecall.isolation.program.Program;
import dev.rolecall.isolation.rig.RigException;
import dev.rolecall.isolation.rig.Shell;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** etcd and kube-apiserver, each of which may go and come back as it was. */
public final class Kubernetes implements AutoCloseable {
  /** The issuer of service accounts' tokens. */
  static final String ISSUER = "https://kubernetes.default.svc.cluster.local";

  private static final String ETCD = "http://127.0.0.1:2379";
  private static final String PEER = "http://127.0.0.1:2380";
  private static final String API = "https://127.0.0.1:6443";
  private static final Pattern REVISION = Pattern.compile("\"revision\":\"([0-9]+)\"");

  private static final String KUBECONFIG =
      """
      apiVersion: v1
      kind: Config
      clusters: [{name: rig, cluster: {server: "%s", insecure-skip-tls-verify: true}}]
      users: [{name: admin, user: {token: admin}}]
      contexts: [{name: rig, context: {cluster: rig, user: admin}}]
      current-context: rig
      """;

  private final Path programs;
  private final Path folder;
  private final List<Path> signingKeys = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private Optional<Program> etcd = Optional.empty();
  private Optional<Program> api = Optional.empty();

  private Kubernetes(Path programs, Path folder) {
    this.programs = programs;
    this.folder = folder;
  }

  /** The folder that has both programs, if any. */
  public static Optional<Path> programs() {
    Path cache =
        Optional.ofNullable(System.getenv("KUBE_HOME"))
            .map(Path::of)
            .orElse(Path.of(System.getProperty("user.home"), ".cache", "debian-kubernetes"));
    Path versions = cache.resolve("kubeapitest").resolve("k8s");
    if (Files.notExists(versions)) {
      return Optional.empty();
    }
    try (Stream<Path> found = Files.list(versions)) {
      return found.filter(version -> Files.exists(version.resolve("kube-apiserver"))).findAny();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Starts both and waits until they are ready. */
  static Kubernetes start(Path folder) throws IOException {
    Kubernetes cluster = new Kubernetes(programs().orElseThrow(), Files.createDirectories(folder));
    Files.writeString(folder.resolve("tokens.csv"), "admin,admin,admin,\"system:masters\"\n");
    Files.writeString(cluster.kubeConfig(), KUBECONFIG.formatted(API));
    cluster.newSigningKey();
    cluster.startEtcd();
    cluster.startApi();
    return cluster;
  }

  /** An administrator's. */
  Path kubeConfig() {
    return folder.resolve("kubeconfig");
  }

  /** From the next start of the API server on it signs with another key; older ones verify. */
  public void newSigningKey() {
    Path key = folder.resolve("signing-" + signingKeys.size() + ".pem");
    Shell.run(List.of("openssl", "genrsa", "-out", key.toString(), "2048"));
    signingKeys.add(key);
  }

  /** Ends etcd at once. */
  public void killEtcd() {
    etcd.ifPresent(Program::kill);
  }

  /** Starts it with what it had on its disk. */
  public void startEtcd() {
    List<String> command =
        List.of(
            programs.resolve("etcd").toString(),
            "--data-dir=" + folder.resolve("etcd"),
            "--listen-client-urls=" + ETCD,
            "--advertise-client-urls=" + ETCD,
            "--listen-peer-urls=" + PEER,
            "--initial-advertise-peer-urls=" + PEER,
            "--initial-cluster=default=" + PEER);
    etcd =
        Optional.of(
            Program.start("etcd", command, Map.of(), folder.resolve("etcd.log"))
                .await(() -> answers(ETCD + "/health")));
  }

  /** Ends the API server at once; etcd stays. */
  public void killApi() {
    api.ifPresent(Program::kill);
  }

  /** Starts it and waits until it is ready. */
  public void startApi() {
    List<String> command =
        new ArrayList<>(
            List.of(
                programs.resolve("kube-apiserver").toString(),
                "--etcd-servers=" + ETCD,
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--secure-port=6443",
                "--cert-dir=" + folder.resolve("pki"),
                "--token-auth-file=" + folder.resolve("tokens.csv"),
                "--authorization-mode=AlwaysAllow",
                "--disable-admission-plugins=ServiceAccount",
                "--service-cluster-ip-range=10.96.0.0/16",
                "--service-account-issuer=" + ISSUER,
                "--api-audiences=" + ISSUER,
                "--service-account-signing-key-file=" + signingKeys.getLast()));
    signingKeys.forEach(key -> command.add("--service-account-key-file=" + key));
    api =
        Optional.of(
            Program.start("the API server", command, Map.of(), folder.resolve("api.log"))
                .await(this::isReady));
  }

  private boolean isReady() {
    return Shell.succeeds(
        List.of(
            programs.resolve("kubectl").toString(),
            "--kubeconfig=" + kubeConfig(),
            "--request-timeout=2s",
            "get",
            "--raw",
            "/readyz"));
  }

  /** Applies manifests. */
  String apply(Path manifests) {
    return kubectl("apply", "-f", manifests.toString());
  }

  /** Runs kubectl. */
  public String kubectl(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(programs.resolve("kubectl").toString(), "--kubeconfig=" + kubeConfig()));
    command.addAll(List.of(arguments));
    return Shell.run(command);
  }

  /** Has etcd forget all but the newest of each object: who saw an older one cannot go on. */
  public void compact() {
    Matcher revision = REVISION.matcher(post("/v3/kv/range", "{\"key\":\"AA==\"}"));
    if (!revision.find()) {
      throw new RigException("etcd does not tell its revision");
    }
    post("/v3/kv/compaction", "{\"revision\":%s,\"physical\":true}".formatted(revision.group(1)));
  }

  private String post(String path, String body) {
    return send(HttpRequest.newBuilder(URI.create(ETCD + path))
            .POST(BodyPublishers.ofString(body))
            .build())
        .map(HttpResponse::body)
        .orElseThrow(() -> new RigException("etcd does not answer"));
  }

  private boolean answers(String url) {
    return send(HttpRequest.newBuilder(URI.create(url)).build())
        .filter(answer -> answer.statusCode() == 200)
        .isPresent();
  }

  private Optional<HttpResponse<String>> send(HttpRequest request) {
    try {
      return Optional.of(http.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    Stream.of(api, etcd).flatMap(Optional::stream).forEach(Program::close);
  }
}
