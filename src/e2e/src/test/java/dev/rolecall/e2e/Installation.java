package dev.rolecall.e2e;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.UpgradeCommand;
import dev.rolecall.testkit.ProjectFiles;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rolecall, installed as its users do: the CRDs, then the chart. */
final class Installation {
  static final String NAMESPACE = "rolecall-system";

  private static final String EVENTS = "rolecall-operator-events";

  private final TestCluster cluster;
  private final KubernetesClient client;
  private String repository = "";

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
   * Builds the image and gives it to the node.
   *
   * @return the image, for pods of tests
   */
  String load() throws IOException, InterruptedException {
    Path staged = stagePrograms();
    repository = cluster.load(staged);
    Folders.delete(staged);
    return repository + ":e2e";
  }

  /** Installs what was loaded, and waits until all that the values ask for is ready. */
  void install(Map<String, ?> values) {
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
            .skipCrds();
    settings(values).forEach(install::set);
    install.call();
    awaitDeployments();
    if (!Boolean.FALSE.equals(values.get("agent.enabled"))) {
      awaitAgents();
    }
  }

  /** Installs it anew with other values. */
  void upgrade(Map<String, ?> values) {
    UpgradeCommand upgrade =
        new Helm(ProjectFiles.root().resolve("charts/rolecall"))
            .upgrade()
            .withName("rolecall")
            .withNamespace(NAMESPACE)
            .withKubeConfigContents(cluster.kubeconfig());
    settings(values).forEach(upgrade::set);
    upgrade.call();
    awaitDeployments();
    awaitAgents();
  }

  private Map<String, Object> settings(Map<String, ?> values) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("image.repository", repository);
    settings.put("image.tag", "e2e");
    settings.put("image.pullPolicy", "Never");
    settings.put("operator.replicas", 2);
    settings.put("sts.replicas", 2);
    String programs = TestCluster.PROGRAMS;
    setCommand(settings, "operator", java("-jar", programs + "/operator/quarkus-run.jar"));
    String sts = programs + "/sts";
    String classPath =
        Stream.of("quarkus", "app", "lib/main", "lib/boot")
            .map(folder -> sts + "/" + folder + "/*")
            .collect(Collectors.joining(":"));
    setCommand(
        settings,
        "sts",
        java("@" + sts + "/jvm.options", "-cp", classPath, "dev.rolecall.sts.StsMain"));
    String agent = programs + "/agent";
    setCommand(
        settings,
        "agent",
        java("@" + agent + "/jvm.options", "-jar", agent + "/rolecall-agent.jar"));
    settings.putAll(values);
    return settings;
  }

  private void awaitDeployments() {
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
                      && Objects.equals(
                          found.getMetadata().getGeneration(),
                          found.getStatus().getObservedGeneration())
                      && found.getSpec().getReplicas().equals(found.getStatus().getReadyReplicas()),
              5,
              TimeUnit.MINUTES);
    }
  }

  private void awaitAgents() {
    client
        .apps()
        .daemonSets()
        .inNamespace(NAMESPACE)
        .withName("rolecall-agent")
        .waitUntilCondition(
            found ->
                found != null
                    && found.getStatus() != null
                    && Objects.equals(
                        found.getMetadata().getGeneration(),
                        found.getStatus().getObservedGeneration())
                    && found.getStatus().getDesiredNumberScheduled() > 0
                    && Objects.equals(
                        found.getStatus().getDesiredNumberScheduled(),
                        found.getStatus().getUpdatedNumberScheduled())
                    && found
                        .getStatus()
                        .getDesiredNumberScheduled()
                        .equals(found.getStatus().getNumberReady()),
            5,
            TimeUnit.MINUTES);
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
    client.rbac().roles().inNamespace("default").withName(EVENTS).delete();
    client.rbac().roleBindings().inNamespace("default").withName(EVENTS).delete();
  }

  private static void setCommand(
      Map<String, Object> settings, String program, List<String> command) {
    for (int i = 0; i < command.size(); i++) {
      settings.put("commands." + program + "[" + i + "]", command.get(i));
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
