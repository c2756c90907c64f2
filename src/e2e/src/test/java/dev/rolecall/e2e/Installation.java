package dev.rolecall.e2e;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import dev.rolecall.testkit.ProjectFiles;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rolecall, installed as its users do: the CRDs, then the chart. */
final class Installation {
  static final String NAMESPACE = "rolecall-system";

  private final TestCluster cluster;
  private final KubernetesClient client;

  Installation(TestCluster cluster, KubernetesClient client) {
    this.cluster = cluster;
    this.client = client;
  }

  /** Lays out what was built as the image has it. */
  private static Path stagePrograms() throws IOException {
    Path root = ProjectFiles.root();
    Path stage = Files.createTempDirectory("programs");
    Folders.copy(root.resolve("operator/target/quarkus-app"), stage.resolve("operator"));
    Folders.copy(root.resolve("src/sts/target/quarkus-app"), stage.resolve("sts"));
    for (String program : List.of("agent", "e2e")) {
      Path built = root.resolve("src/" + program + "/target");
      String jar = "rolecall-" + program + ".jar";
      Folders.copy(built.resolve("lib"), stage.resolve(program + "/lib"));
      Files.copy(built.resolve(jar), stage.resolve(program).resolve(jar));
    }
    for (String program : List.of("agent", "sts")) {
      Files.copy(
          root.resolve("src/" + program + "/jvm.options"), stage.resolve(program + "/jvm.options"));
    }
    return stage;
  }

  /** The command of a Java program in the image. */
  List<String> java(String... arguments) {
    return Stream.concat(Stream.of(cluster.java()), Stream.of(arguments)).toList();
  }

  /**
   * Builds the image, installs, and waits until both programs are ready.
   *
   * @return the image, for pods of tests
   */
  String install() throws IOException, InterruptedException {
    Path staged = stagePrograms();
    String repository = cluster.load(staged);
    Folders.delete(staged);
    eachCrd(crd -> client.load(crd).serverSideApply());
    client
        .namespaces()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .serverSideApply();
    InstallCommand install =
        new Helm(ProjectFiles.root().resolve("charts/rolecall"))
            .install()
            .withName("rolecall")
            .withNamespace(NAMESPACE)
            .withKubeConfigContents(cluster.kubeconfig())
            .skipCrds()
            .set("image.repository", repository)
            .set("image.tag", "e2e")
            .set("image.pullPolicy", "Never")
            .set("operator.replicas", 2)
            .set("sts.replicas", 2);
    String programs = TestCluster.PROGRAMS;
    setCommand(install, "operator", java("-jar", programs + "/operator/quarkus-run.jar"));
    String sts = programs + "/sts";
    String classPath =
        Stream.of("quarkus", "app", "lib/main", "lib/boot")
            .map(folder -> sts + "/" + folder + "/*")
            .collect(Collectors.joining(":"));
    setCommand(
        install,
        "sts",
        java("@" + sts + "/jvm.options", "-cp", classPath, "dev.rolecall.sts.StsMain"));
    String agent = programs + "/agent";
    setCommand(
        install,
        "agent",
        java("@" + agent + "/jvm.options", "-jar", agent + "/rolecall-agent.jar"));
    install.call();
    for (String deployment : List.of("rolecall-operator", "rolecall-sts")) {
      client
          .apps()
          .deployments()
          .inNamespace(NAMESPACE)
          .withName(deployment)
          .waitUntilCondition(
              found ->
                  found != null
                      && found.getStatus() != null
                      && found.getSpec().getReplicas().equals(found.getStatus().getReadyReplicas()),
              5,
              TimeUnit.MINUTES);
    }
    return repository + ":e2e";
  }

  /** Removes whatever this or an earlier run left. */
  void remove() {
    var webhooks = client.admissionRegistration().v1();
    webhooks.mutatingWebhookConfigurations().withName("rolecall").delete();
    webhooks.validatingWebhookConfigurations().withName("rolecall").delete();
    for (String namespace : List.of(Tenants.ACME, Tenants.GLOBEX, NAMESPACE)) {
      client.namespaces().withName(namespace).withTimeout(3, TimeUnit.MINUTES).delete();
    }
    eachCrd(crd -> client.load(crd).withTimeout(3, TimeUnit.MINUTES).delete());
    for (String name : List.of("rolecall-operator", "rolecall-sts")) {
      client.rbac().clusterRoles().withName(name).delete();
      client.rbac().clusterRoleBindings().withName(name).delete();
    }
  }

  private static void setCommand(InstallCommand install, String program, List<String> command) {
    for (int i = 0; i < command.size(); i++) {
      install.set("commands." + program + "[" + i + "]", command.get(i));
    }
  }

  private static void eachCrd(Consumer<InputStream> action) {
    try (Stream<Path> files = Files.list(ProjectFiles.root().resolve("crds"))) {
      for (Path file : files.filter(name -> name.toString().endsWith(".yaml")).toList()) {
        action.accept(Files.newInputStream(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
