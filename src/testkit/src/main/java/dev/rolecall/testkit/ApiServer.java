package dev.rolecall.testkit;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real kube-apiserver with its etcd, without nodes and controllers. Nothing is downloaded: the
 * programs are found in {@code $KUBE_HOME/kubeapitest}, which {@code kubernetes/install apiserver}
 * of the test material lays out. A test that starts one is skipped where they are missing.
 */
public final class ApiServer implements AutoCloseable {
  private final KubeAPIServer server;
  private final Path kubectl;
  private final Path kubeConfigFile;
  private final KubernetesClient client;

  private ApiServer(KubeAPIServer server, Path kubectl) throws IOException {
    this.server = server;
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
    Optional<Path> kubectl = kubectl();
    Requirement.that(
        kubectl.isPresent(),
        "no kube-apiserver in " + folder() + "; run 'kubernetes/install apiserver'");
    KubeAPIServerConfigBuilder configuration =
        KubeAPIServerConfigBuilder.anAPIServerConfig()
            .withTestDir(folder().toString())
            .withOfflineMode(true)
            .withUpdateKubeConfig(false)
            .withApiServerFlags(List.of(flags));
    KubeAPIServer server = new KubeAPIServer(configuration.build());
    server.start();
    return new ApiServer(server, kubectl.orElseThrow());
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

  @Override
  public void close() throws IOException {
    client.close();
    server.stop();
    Files.deleteIfExists(kubeConfigFile);
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
