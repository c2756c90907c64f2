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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Rolecall, installed as its users do: the CRDs, then the chart. */
final class Installation {
  static final String NAMESPACE = "rolecall-system";

  private static final String EVENTS = "rolecall-operator-events";

  private final TestCluster cluster;
  private final KubernetesClient client;

  Installation(TestCluster cluster, KubernetesClient client) {
    this.cluster = cluster;
    this.client = client;
  }

  /** Lays out what pods of tests run. */
  private static Path stageProbe() throws IOException {
    Path built = ProjectFiles.root().resolve("src/e2e/target");
    Path stage = Files.createTempDirectory("programs");
    Folders.copy(built.resolve("lib"), stage.resolve("e2e/lib"));
    Files.copy(built.resolve("rolecall-e2e.jar"), stage.resolve("e2e/rolecall-e2e.jar"));
    return stage;
  }

  /** The command of a Java program in the image of pods of tests. */
  List<String> java(String... arguments) {
    return Stream.concat(Stream.of(cluster.java()), Stream.of(arguments)).toList();
  }

  /**
   * Gives the node the images of this build, and one for pods of tests.
   *
   * @return the latter
   */
  String load() throws IOException, InterruptedException {
    for (Path archive : BuiltImages.archives()) {
      cluster.importImage(archive);
    }
    Path staged = stageProbe();
    String image = cluster.load(staged);
    Folders.delete(staged);
    return image;
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
    awaitReady(values);
  }

  /**
   * The same without Helm, first and again: one manifest is applied by kubectl, as whoever reads
   * the guide does it.
   */
  void apply(Map<String, ?> values) throws IOException, InterruptedException {
    Path manifest = Files.createTempFile("rolecall", ".yaml");
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("manifest", "--output", manifest.toString(), "--kube-version"));
    arguments.add(client.getKubernetesVersion().getGitVersion().replaceFirst("^v", ""));
    settings(values)
        .forEach((path, value) -> arguments.addAll(List.of("--set", path + "=" + value)));
    Command.run(RolecallCommand.of(arguments));
    cluster.apply(manifest);
    Files.delete(manifest);
    awaitReady(values);
  }

  private void awaitReady(Map<String, ?> values) {
    awaitDeployments();
    if (!Boolean.FALSE.equals(values.get("agent.enabled"))) {
      awaitAgents();
    }
  }

  /** Installs it anew with other values; with those of before it is what a rollback does. */
  void upgrade(Map<String, ?> values) {
    UpgradeCommand upgrade =
        new Helm(ProjectFiles.root().resolve("charts/rolecall"))
            .upgrade()
            .withName("rolecall")
            .withNamespace(NAMESPACE)
            .withKubeConfigContents(cluster.kubeconfig());
    settings(values).forEach(upgrade::set);
    upgrade.call();
    awaitReady(values);
  }

  private static Map<String, Object> settings(Map<String, ?> values) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("image.tag", BuiltImages.TAG);
    settings.put("image.pullPolicy", "Never");
    settings.put("operator.replicas", 2);
    settings.put("sts.replicas", 2);
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
                      && found.getSpec().getReplicas().equals(found.getStatus().getReadyReplicas())
                      && found
                          .getSpec()
                          .getReplicas()
                          .equals(found.getStatus().getUpdatedReplicas())
                      && found.getSpec().getReplicas().equals(found.getStatus().getReplicas()),
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
    for (String name :
        List.of("rolecall-operator", "rolecall-sts", "rolecall-tenant", "rolecall-tenant-view")) {
      client.rbac().clusterRoles().withName(name).delete();
      client.rbac().clusterRoleBindings().withName(name).delete();
    }
    client.rbac().roles().inNamespace("default").withName(EVENTS).delete();
    client.rbac().roleBindings().inNamespace("default").withName(EVENTS).delete();
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
