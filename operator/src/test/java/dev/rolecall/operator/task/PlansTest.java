package dev.rolecall.operator.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.kube.resource.task.Task;
import dev.rolecall.kube.resource.taskdefinition.TaskDefinition;
import dev.rolecall.operator.fakes.Resources;
import dev.rolecall.operator.state.ClusterState;
import dev.rolecall.operator.task.pod.TaskPod;
import dev.rolecall.operator.task.pod.TaskRoles;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A task that names a family alone, of which revision 2 is the newest by now. */
class PlansTest {
  private final ClusterState state = Resources.state(Resources.account("111111111111", "team"));
  private final Plans plans =
      new Plans(new TaskSettings("eu-test-1", "lab", true), PlansTest::find, Clock.systemUTC());
  private final Task task =
      Serialization.unmarshal(
          """
          apiVersion: rolecall.dev/v1alpha1
          kind: Task
          metadata: {name: run, namespace: team, uid: u1, generation: 1}
          spec: {taskDefinition: web}
          """,
          Task.class);

  @Test
  void runsTheNewestRevision() {
    assertThat(plans.of(task, state).definitionArn()).get().asString().endsWith("/web:2");
  }

  @Test
  void staysWithTheRevisionThatItsPodRuns() {
    Plan plan = plans.of(task, Optional.of(podOf(revision(1))), state);

    assertThat(plan.definitionArn()).get().asString().endsWith("/web:1");
    assertThat(plan.containers().getFirst().getImage()).isEqualTo("app:1");
  }

  @Test
  void takesNothingElseFromAPodThatSomebodyChanged() {
    for (String forged : new String[] {"", "web", "web:0", "web:1x", "web:" + "9".repeat(30)}) {
      Pod pod = podOf(revision(1));
      pod.getMetadata().getAnnotations().put(TaskPod.DEFINITION_ANNOTATION, forged);

      assertThat(plans.of(task, Optional.of(pod), state).definitionArn())
          .as(forged)
          .get()
          .asString()
          .endsWith("/web:2");
    }
  }

  private Pod podOf(TaskDefinition definition) {
    return TaskPod.of(task, definition, new TaskRoles(Optional.empty(), Optional.empty()));
  }

  private static Definition find(String namespace, String reference) {
    return new Definition.Found(revision(reference.equals("web:1") ? 1 : 2));
  }

  private static TaskDefinition revision(int number) {
    return Serialization.unmarshal(
        """
        apiVersion: rolecall.dev/v1alpha1
        kind: TaskDefinition
        metadata: {name: web-%1$d, namespace: team}
        spec:
          family: web
          revision: %1$d
          containerDefinitions: [{name: app, image: "app:%1$d"}]
        """
            .formatted(number),
        TaskDefinition.class);
  }
}
