package dev.rolecall.e2e;

import dev.rolecall.testkit.Requirement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** k3s in a container, where there is a Docker engine. */
final class K3sNode implements TestCluster {
  private static final String K3S = "rancher/k3s:v1.33.5-k3s1";
  private static final String JAVA = "eclipse-temurin:21-jre";
  private static final String REPOSITORY = "rolecall.local/rolecall-probe";

  private final K3sContainer container;

  private K3sNode(K3sContainer container) {
    this.container = container;
  }

  /** Starts k3s, or skips the test where there is no Docker engine. */
  static K3sNode start() {
    Requirement.whereThereIs(
        DockerClientFactory.instance().isDockerAvailable(), "no Docker engine here to run k3s in");
    K3sContainer container = new K3sContainer(DockerImageName.parse(K3S));
    container.start();
    return new K3sNode(container);
  }

  @Override
  public String kubeconfig() {
    return container.getKubeConfigYaml();
  }

  @Override
  public String java() {
    return "/opt/java/openjdk/bin/java";
  }

  @Override
  public String load(Path programs) throws IOException, InterruptedException {
    String name = REPOSITORY + ":e2e";
    ImageFromDockerfile image =
        new ImageFromDockerfile(name, true)
            .withDockerfileFromBuilder(dockerfile -> {
              dockerfile.from(JAVA);
              dockerfile.run(
                  "apt-get update && apt-get install -y --no-install-recommends curl nftables iproute2");
              dockerfile.copy("programs", PROGRAMS);
              dockerfile.build();
            });
    image.withFileFromPath("programs", programs).get();
    Path archive = Files.createTempFile("rolecall", ".tar");
    try (InputStream saved =
        DockerClientFactory.instance().client().saveImageCmd(REPOSITORY).withTag("e2e").exec()) {
      Files.copy(saved, archive, StandardCopyOption.REPLACE_EXISTING);
      importImage(archive);
    } finally {
      Files.delete(archive);
    }
    return name;
  }

  @Override
  public void importImage(Path archive) throws IOException, InterruptedException {
    container.copyFileToContainer(MountableFile.forHostPath(archive), "/tmp/rolecall.tar");
    run("ctr", "-n", "k8s.io", "images", "import", "/tmp/rolecall.tar");
  }

  @Override
  public void apply(Path manifest) throws IOException, InterruptedException {
    container.copyFileToContainer(MountableFile.forHostPath(manifest), "/tmp/rolecall.yaml");
    run("kubectl", "apply", "-f", "/tmp/rolecall.yaml");
  }

  /** The node is a container without systemd. */
  @Override
  public Map<String, ?> agentValues() {
    return Map.of("agent.bootUnit.enabled", false);
  }

  @Override
  public String run(String... command) throws IOException, InterruptedException {
    var result = container.execInContainer(command);
    if (result.getExitCode() != 0) {
      throw new IOException(String.join(" ", command) + ": " + result.getStderr());
    }
    return result.getStdout().strip();
  }

  /** It is another container each time. */
  @Override
  public void removeGuard() {}

  @Override
  public void close() {
    container.stop();
  }
}
