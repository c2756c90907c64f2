package dev.rolecall.operator.task.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.binding.TaskLabels;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.kube.manifest.ManifestReader;
import dev.rolecall.kube.manifest.ManifestReading;
import dev.rolecall.kube.resource.task.Task;
import dev.rolecall.kube.resource.taskdefinition.TaskDefinition;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.testkit.ProjectFiles;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each file has a TaskDefinition, a Task and the pod that they make. {@code -Dtasks.write=true}
 * writes the pods anew, for a look at the difference.
 */
class TaskPodTest {
  private static final Path FILES =
      ProjectFiles.root().resolve("operator/src/test/resources/tasks");
  private static final String SEPARATOR = "\n---\n";

  private static final TaskRoles NO_ROLES = new TaskRoles(Optional.empty(), Optional.empty());
  private static final String TASK =
      """
      apiVersion: rolecall.dev/v1alpha1
      kind: Task
      metadata: {name: run, namespace: team, uid: 0a}
      spec: {taskDefinition: web}
      """;
  private static final String DEFINITION =
      """
      apiVersion: rolecall.dev/v1alpha1
      kind: TaskDefinition
      metadata: {name: web-1, namespace: team}
      spec:
        family: web
        revision: 1
        containerDefinitions: [{name: app, image: app}]
      """;

  @ParameterizedTest
  @ValueSource(strings = {"plain", "everything", "overrides", "waiting", "host-network", "amounts"})
  void makesThePod(String name) throws IOException {
    Path file = FILES.resolve(name + ".yaml");
    List<String> parts = List.of(Files.readString(file).split(SEPARATOR));
    Pod pod = pod(parts.get(0), parts.get(1));
    if (Boolean.getBoolean("tasks.write")) {
      String written = Serialization.asYaml(pod).replaceFirst("^---\n", "");
      Files.writeString(file, parts.get(0) + SEPARATOR + parts.get(1) + SEPARATOR + written);
    } else {
      assertThat(Serialization.unmarshal(Serialization.asYaml(pod), Map.class))
          .isEqualTo(Serialization.unmarshal(parts.get(2), Map.class));
    }
  }

  @Test
  void givesNothingOfItsOwnLabelsAway() {
    Task task = Serialization.unmarshal(TASK, Task.class);
    task.getMetadata()
        .setLabels(
            Map.of(
                "rolecall.dev/skip",
                "true",
                "eks.amazonaws.com/skip-pod-identity-webhook",
                "x",
                TaskPod.LABEL,
                "another",
                "app",
                "web"));

    Pod pod = TaskPod.of(task, definition(DEFINITION), NO_ROLES);

    assertThat(pod.getMetadata().getLabels())
        .isEqualTo(
            Map.of(
                "app",
                "web",
                TaskPod.LABEL,
                "0a",
                TaskLabels.FAMILY,
                "web",
                TaskLabels.REVISION,
                "1"));
  }

  @Test
  void knowsItsOwnPodByTheUidOfItsController() {
    Task task = Serialization.unmarshal(TASK, Task.class);
    Pod pod = TaskPod.of(task, definition(DEFINITION), NO_ROLES);
    assertThat(TaskPod.isOf(task, pod)).isTrue();

    task.getMetadata().setUid("another");
    assertThat(TaskPod.isOf(task, pod)).isFalse();
    pod.getMetadata().getOwnerReferences().getFirst().setUid("another");
    pod.getMetadata().getOwnerReferences().getFirst().setController(null);
    assertThat(TaskPod.isOf(task, pod)).isFalse();
  }

  private static Pod pod(String definition, String task) {
    TaskDefinition read = definition(definition);
    return TaskPod.of(
        Serialization.unmarshal(task, Task.class),
        read,
        new TaskRoles(
            Optional.ofNullable(read.getSpec().getTaskRole()),
            Optional.ofNullable(read.getSpec().getExecutionRole()).flatMap(RoleArn::parse)));
  }

  private static TaskDefinition definition(String yaml) {
    TaskDefinition definition = Serialization.unmarshal(yaml, TaskDefinition.class);
    assertThat(ManifestReader.read(PolicyQuotas.AWS_DEFAULTS, definition))
        .isInstanceOf(ManifestReading.Read.class);
    return definition;
  }
}
