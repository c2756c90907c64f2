package dev.rolecall.e2e;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Task definitions of ECS, imported with the command as people do it, and run. */
record ImportedTasks(KubernetesClient client, TestCluster cluster, String image) {
  private static final String PROBE_JAR = TestCluster.PROGRAMS + "/e2e/rolecall-e2e.jar";

  /** Makes a Secret that a sample's containers read. */
  void secret(String namespace, String name, Map<String, String> texts) {
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withStringData(texts)
                .build())
        .create();
  }

  /**
   * Imports a sample, and makes its TaskDefinition and a Task of it.
   *
   * @param containers of the sample, which all get the image of the test
   */
  void run(String sample, String namespace, String task, List<String> containers)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile(sample, ".json");
    Files.writeString(
        file, sample(sample).replace("@JAVA@", cluster.java()).replace("@PROBE@", PROBE_JAR));
    String manifests = imported(file, namespace, task, containers);
    Files.delete(file);
    client
        .load(new ByteArrayInputStream(manifests.getBytes(StandardCharsets.UTF_8)))
        .serverSideApply();
  }

  /** The Task, once its status says so. */
  GenericKubernetesResource awaitStatus(String namespace, String task, String status) {
    return client
        .genericKubernetesResources("rolecall.dev/v1alpha1", "Task")
        .inNamespace(namespace)
        .withName(task)
        .waitUntilCondition(
            now -> now != null && status.equals(now.get("status", "lastStatus")),
            3,
            TimeUnit.MINUTES);
  }

  /** What a container of the task's pod printed. */
  String log(String namespace, String task, String container) {
    return client
        .pods()
        .inNamespace(namespace)
        .withName("task-" + task)
        .inContainer(container)
        .getLog();
  }

  private String imported(Path file, String namespace, String task, List<String> containers)
      throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "import",
                "ecs-task-definition",
                file.toString(),
                "--namespace",
                namespace,
                "--task",
                task,
                "--account-map",
                "123456789012=111111111111"));
    containers.forEach(container -> arguments.addAll(List.of("--image", container + "=" + image)));
    return Command.run(RolecallCommand.of(arguments));
  }

  private static String sample(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ImportedTasks.class.getResourceAsStream("/ecs/" + name + ".json"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
