package dev.rolecall.testkit;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real kube-apiserver with its etcd, without nodes and controllers. Nothing is downloaded: the
 * programs are found in {@code $KUBE_HOME/kubeapitest}, which {@code kubernetes/install apiserver}
 * of the test material lays out. A test that starts one is skipped where they are missing.
 */
public final class ApiServer implements AutoCloseable {
  /** The issuer of its service-account tokens. */
  public static final String ISSUER = "https://kubernetes.default.svc.cluster.local";

  private static final Duration STARTED = Duration.ofSeconds(60);
  private static final Duration RESUMED = Duration.ofSeconds(60);

  private final KubeAPIServer server;
  private final ApiServerPrograms programs;
  private final Path kubectl;
  private final Path kubeConfigFile;
  private final KubernetesClient client;

  private ApiServer(KubeAPIServer server, ApiServerPrograms programs, Path kubectl)
      throws IOException {
    this.server = server;
    this.programs = programs;
    this.kubectl = kubectl;
    kubeConfigFile = Files.createTempFile("apiserver", ".kubeconfig");
    Files.writeString(kubeConfigFile, server.getKubeConfigYaml());
    client = newClient();
  }

  /**
   * Starts one and waits until it is ready.
   *
   * @param flags further flags of kube-apiserver, {@code --name=value}
   */
  public static ApiServer start(String... flags) throws IOException {
    Optional<String> missing = missing();
    Requirement.that(missing.isEmpty(), missing.orElse(""));
    Path kubectl = kubectl().orElseThrow();
    ApiServerPrograms programs = ApiServerPrograms.beside(kubectl, ISSUER);
    KubeAPIServerConfigBuilder configuration =
        KubeAPIServerConfigBuilder.anAPIServerConfig()
            .withTestDir(programs.folder().toString())
            .withOfflineMode(true)
            .withUpdateKubeConfig(false)
            .withStartupTimeout((int) STARTED.toMillis())
            .withApiServerFlags(List.of(flags));
    KubeAPIServer server = new KubeAPIServer(configuration.build());
    awaitStartable();
    server.start();
    return new ApiServer(server, programs, kubectl);
  }

  private static void awaitStartable() throws InterruptedIOException {
    try {
      Thread.sleep(untilStartable(LocalTime.now(ZoneId.systemDefault())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("waiting for midnight");
    }
  }

  /**
   * How long to wait before a start. kube-api-test counts its patience by the time of day: where
   * that would end on the next day, it is over at once.
   */
  static Duration untilStartable(LocalTime now) {
    Duration day = Duration.ofDays(1).minusNanos(now.toNanoOfDay());
    return day.compareTo(STARTED) > 0 ? Duration.ZERO : day;
  }

  /** Where there is none on this machine: a sentence that says so, and what helps. */
  public static Optional<String> missing() throws IOException {
    return kubectl().isPresent()
        ? Optional.empty()
        : Optional.of("no kube-apiserver in " + folder() + "; run 'kubernetes/install apiserver'");
  }

  /** As cluster administrator; closed with the server. */
  public KubernetesClient client() {
    return client;
  }

  /** Another client of the same; for the caller to close. */
  public KubernetesClient newClient() {
    return new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(kubeConfig())).build();
  }

  /** The text of an administrator's kubeconfig. */
  public String kubeConfig() {
    return server.getKubeConfigYaml();
  }

  /** The kubectl that was brought with the server, for a test that starts it itself. */
  public Path kubectlProgram() {
    return kubectl;
  }

  /**
   * Runs kubectl and gives what it printed, errors too.
   *
   * @throws IOException where it fails; the message is what it printed
   */
  public String kubectl(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(kubectl.toString()));
    command.add("--kubeconfig=" + kubeConfigFile);
    command.addAll(List.of(arguments));
    Path home = Files.createTempDirectory("kubectl");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("HOME", home.toString());
    builder.redirectInput(new File("/dev/null"));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    if (code != 0) {
      throw new IOException("kubectl exited with " + code + ": " + output);
    }
    return output;
  }

  /** Kills the API server, as a crash does; etcd stays. */
  public void halt() throws IOException {
    programs.halt();
  }

  /** Starts it again on the same port, and returns once it is ready. */
  public void resume() throws IOException, InterruptedException {
    programs.resume();
    long end = System.nanoTime() + RESUMED.toNanos();
    while (!isReady()) {
      if (System.nanoTime() > end) {
        throw new IOException("the API server is not ready again after " + RESUMED);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private boolean isReady() throws InterruptedException {
    try {
      kubectl("get", "--raw", "/readyz");
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Has etcd forget all but the newest of each object: once the API server was halted, whoever goes
   * on from what he saw last is told that it is gone (410).
   */
  public void compact() throws IOException, InterruptedException {
    programs.compact();
  }

  /** A token of a service account that is bound to a pod, as the kubelet projects it. */
  public String podToken(String namespace, String serviceAccount, String pod, String audience) {
    return client()
        .serviceAccounts()
        .inNamespace(namespace)
        .withName(serviceAccount)
        .tokenRequest(
            new TokenRequestBuilder()
                .withNewSpec()
                .withAudiences(audience)
                .withNewBoundObjectRef()
                .withApiVersion("v1")
                .withKind("Pod")
                .withName(pod)
                .endBoundObjectRef()
                .endSpec()
                .build())
        .getStatus()
        .getToken();
  }

  @Override
  public void close() throws IOException {
    client.close();
    server.stop();
    Files.deleteIfExists(kubeConfigFile);
    programs.close();
  }

  private static Optional<Path> kubectl() throws IOException {
    Path versions = folder().resolve("k8s");
    if (!Files.isDirectory(versions)) {
      return Optional.empty();
    }
    try (Stream<Path> folders = Files.list(versions)) {
      return folders.map(folder -> folder.resolve("kubectl")).filter(Files::exists).findAny();
    }
  }

  private static Path folder() {
    Path cache =
        environment("XDG_CACHE_HOME").orElse(Path.of(System.getProperty("user.home"), ".cache"));
    return environment("KUBE_HOME")
        .orElse(cache.resolve("debian-kubernetes"))
        .resolve("kubeapitest");
  }

  private static Optional<Path> environment(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(text -> !text.isEmpty()).map(Path::of);
  }
}
