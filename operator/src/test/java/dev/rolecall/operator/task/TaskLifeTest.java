package dev.rolecall.operator.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.kube.resource.task.Task;
import dev.rolecall.kube.resource.task.TaskContainerStatus;
import dev.rolecall.kube.resource.task.TaskStatus;
import dev.rolecall.kube.resource.taskdefinition.TaskDefinition;
import dev.rolecall.operator.task.pod.TaskPod;
import dev.rolecall.operator.task.pod.TaskRoles;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskLifeTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:10:00Z");
  private static final TaskDefinition DEFINITION =
      Serialization.unmarshal(
          """
          apiVersion: rolecall.dev/v1alpha1
          kind: TaskDefinition
          metadata: {name: web-1, namespace: team}
          spec:
            family: web
            revision: 1
            containerDefinitions:
              - {name: migrate, image: a, essential: false, startTimeout: 60}
              - name: app
                image: a
                healthCheck: {command: [CMD, ok]}
                dependsOn: [{containerName: migrate, condition: SUCCESS}]
              - {name: log, image: a, essential: false}
          """,
          TaskDefinition.class);

  private static final String RUNNING =
      """
      phase: Running
      initContainerStatuses:
      - {name: migrate, state: {terminated: {exitCode: 0, reason: Completed, startedAt: "2026-03-01T12:08:00Z"}}}
      containerStatuses:
      - {name: app, ready: true, containerID: "containerd://1", imageID: "reg.test/a@sha256:1", state: {running: {startedAt: "2026-03-01T12:09:00Z"}}}
      - {name: log, ready: true, state: {running: {startedAt: "2026-03-01T12:09:30Z"}}}
      """;

  private final Task task =
      Serialization.unmarshal(
          """
          apiVersion: rolecall.dev/v1alpha1
          kind: Task
          metadata: {name: run, namespace: team, uid: u1, generation: 1, creationTimestamp: "2026-03-01T12:00:00Z"}
          spec: {taskDefinition: web}
          """,
          Task.class);

  @Test
  void waitsWithoutAPodAndSaysForWhat() {
    Step step = next(Optional.empty(), waiting());

    assertThat(step.action()).isInstanceOf(Action.Nothing.class);
    assertThat(step.lookAgain()).isPresent();
    assertThat(step.status().getLastStatus()).isEqualTo("PROVISIONING");
    assertThat(reason(step.status())).isEqualTo("TaskDefinitionNotFound");
  }

  @Test
  void makesItsPodOnce() {
    Step step = next(Optional.empty(), possible());

    assertThat(step.action()).isInstanceOf(Action.Make.class);
    assertThat(step.status().getTaskDefinitionArn()).isEqualTo("arn:definition");

    running();
    Step lost = next(Optional.empty(), possible());
    assertThat(lost.action()).isInstanceOf(Action.Nothing.class);
    assertStopped(lost, "TerminationNotice", "The task's pod was deleted");
  }

  @Test
  void takesNoPodForItsOwnThatIsAnothers() {
    Pod forged = new PodBuilder(pod()).editMetadata().withOwnerReferences().endMetadata().build();

    assertThat(next(Optional.of(forged), possible()).action()).isInstanceOf(Action.Make.class);
    running();
    assertStopped(next(Optional.of(forged), possible()), "TerminationNotice", "was deleted");
  }

  @Test
  void goesThroughPendingActivatingAndRunning() {
    assertThat(next(with("{}")).getLastStatus()).isEqualTo("PENDING");
    assertThat(
            next(with(
                    """
                    containerStatuses:
                    - {name: app, state: {running: {startedAt: "2026-03-01T12:09:00Z"}}}
                    - {name: log, state: {waiting: {reason: ContainerCreating}}}
                    """))
                .getLastStatus())
        .isEqualTo("ACTIVATING");
    TaskStatus running = next(with(RUNNING));
    assertThat(running.getLastStatus()).isEqualTo("RUNNING");
    assertThat(running.getStartedAt()).isEqualTo("2026-03-01T12:09:30Z");
    assertThat(reason(running)).isEqualTo("Running");
    assertThat(container(running, "migrate").getExitCode()).isZero();
    assertThat(container(running, "migrate").getLastStatus()).isEqualTo("STOPPED");
    assertThat(container(running, "app").getHealthStatus()).isEqualTo("HEALTHY");
    assertThat(container(running, "app").getImageDigest()).isEqualTo("sha256:1");
    assertThat(container(running, "app").getRuntimeId()).isEqualTo("containerd://1");
  }

  @Test
  void goesOnWithoutAContainerThatIsNotEssential() {
    TaskStatus status =
        next(
            with(
                RUNNING.replace(
                    "{running: {startedAt: \"2026-03-01T12:09:30Z\"}}",
                    "{terminated: {exitCode: 3, startedAt: \"2026-03-01T12:09:30Z\"}}")));

    assertThat(status.getLastStatus()).isEqualTo("RUNNING");
    assertThat(container(status, "log").getExitCode()).isEqualTo(3);
  }

  @Test
  void endsAllWhereAnEssentialOneEnds() {
    Pod ended =
        with(
            RUNNING.replace(
                "{running: {startedAt: \"2026-03-01T12:09:00Z\"}}",
                "{terminated: {exitCode: 7, reason: Error, startedAt: \"2026-03-01T12:09:00Z\"}}"));

    Step step = next(Optional.of(ended), possible());

    assertThat(step.action()).isInstanceOf(Action.End.class);
    assertThat(step.status().getLastStatus()).isEqualTo("STOPPING");
    assertThat(step.status().getStopCode()).isEqualTo("EssentialContainerExited");
    assertThat(step.status().getDesiredStatus()).isEqualTo("STOPPED");
    assertThat(step.status().getStoppingAt()).isEqualTo(NOW.toString());

    task.setStatus(step.status());
    ended.getSpec().setActiveDeadlineSeconds(1L);
    assertThat(next(Optional.of(ended), possible()).action()).isInstanceOf(Action.Nothing.class);
    ended.getStatus().setPhase("Failed");
    ended.getStatus().setReason("DeadlineExceeded");
    assertThat(next(Optional.of(ended), possible()).status().getLastStatus())
        .as("a kubelet says so before the last container has ended")
        .isEqualTo("STOPPING");
    var containers = ended.getStatus().getContainerStatuses();
    containers.getLast().setState(containers.getFirst().getState());
    Step over = next(Optional.of(ended), possible());
    assertStopped(over, "EssentialContainerExited", "Essential container in task exited: app");
    assertThat(container(over.status(), "app").getExitCode()).isEqualTo(7);
  }

  @Test
  void endsAPodAlsoWhereSomebodyElseGaveItALaterDeadline() {
    task.getSpec().setDesiredStatus("STOPPED");
    Pod late = with(RUNNING);
    late.getSpec().setActiveDeadlineSeconds(3600L);

    assertThat(next(Optional.of(late), possible()).action()).isInstanceOf(Action.End.class);
  }

  @Test
  void tellsWhatAPodRunsWhoseMakerCouldNotWriteItDown() {
    assertThat(next(with(RUNNING)).getTaskDefinitionArn()).isEqualTo("arn:definition");
  }

  @Test
  void stopsWhenToldAndSaysWhy() {
    task.getSpec().setDesiredStatus("STOPPED");
    task.getSpec().setStopReason("enough");

    Step step = next(Optional.of(with(RUNNING)), possible());

    assertThat(step.action()).isInstanceOf(Action.End.class);
    assertThat(step.status().getStopCode()).isEqualTo("UserInitiated");
    assertThat(step.status().getStoppedReason()).isEqualTo("enough");
  }

  @Test
  void neverMakesAPodForATaskThatWasToldToStopBefore() {
    task.getSpec().setDesiredStatus("STOPPED");

    Step step = next(Optional.empty(), possible());

    assertThat(step.action()).isInstanceOf(Action.Nothing.class);
    assertStopped(step, "UserInitiated", "Task stopped by user");
  }

  @Test
  void removesAPodThatNoNodeTook() {
    Pod unscheduled = with("{}");
    unscheduled.getSpec().setNodeName(null);
    task.getSpec().setDesiredStatus("STOPPED");

    assertThat(next(Optional.of(unscheduled), possible()).action())
        .isInstanceOf(Action.Remove.class);
  }

  @Test
  void saysWhyNoNodeTakesIt() {
    Pod pod =
        with(
            """
            conditions:
            - {type: PodScheduled, status: "False", reason: Unschedulable, message: 0/3 nodes}
            """);

    TaskStatus status = next(pod);

    assertThat(status.getLastStatus()).isEqualTo("PENDING");
    assertThat(reason(status)).isEqualTo("Unschedulable");
  }

  @Test
  void staysStopped() {
    running();
    TaskStatus stopped = task.getStatus();
    stopped.setLastStatus("STOPPED");
    stopped.setStopCode("UserInitiated");

    Step step = next(Optional.of(with(RUNNING)), possible());

    assertThat(step.action()).isInstanceOf(Action.Nothing.class);
    assertThat(TaskStatuses.same(task, step.status())).isTrue();
  }

  @Test
  void failsToStartWhereWhatOthersWaitForFails() {
    Pod pod =
        with(
            """
            phase: Failed
            initContainerStatuses:
            - {name: migrate, state: {terminated: {exitCode: 1, startedAt: "2026-03-01T12:08:00Z"}}}
            """);

    assertStopped(next(Optional.of(pod), possible()), "TaskFailedToStart", "migrate");
  }

  @Test
  void givesUpToWaitAfterTheStartTimeout() {
    String waiting =
        """
        initContainerStatuses:
        - {name: migrate, state: {running: {startedAt: "%s"}}}
        """;

    Step early = next(Optional.of(with(waiting.formatted("2026-03-01T12:09:30Z"))), possible());
    assertThat(early.action()).isInstanceOf(Action.Nothing.class);
    assertThat(early.lookAgain()).hasValueSatisfying(time -> assertThat(time).hasSeconds(31));
    Step late = next(Optional.of(with(waiting.formatted("2026-03-01T12:09:00Z"))), possible());
    assertThat(late.action()).isInstanceOf(Action.End.class);
    assertThat(late.status().getStopCode()).isEqualTo("TaskFailedToStart");
  }

  @Test
  void givesUpAnImageThatCannotBeHad() {
    String pulling =
        """
        startTime: "%s"
        containerStatuses:
        - {name: app, state: {waiting: {reason: %s, message: not found}}}
        """;

    assertThat(
            next(with(pulling.formatted("2026-03-01T12:08:00Z", "ImagePullBackOff"))).getStopCode())
        .isNull();
    for (Pod pod :
        List.of(
            with(pulling.formatted("2026-03-01T12:05:00Z", "ImagePullBackOff")),
            with(pulling.formatted("2026-03-01T12:09:59Z", "InvalidImageName")))) {
      Step step = next(Optional.of(pod), possible());
      assertThat(step.action()).isInstanceOf(Action.End.class);
      assertThat(step.status().getStopCode()).isEqualTo("TaskFailedToStart");
      assertThat(step.status().getStoppedReason())
          .isEqualTo("CannotPullContainerError of container app: not found");
    }
  }

  @Test
  void tellsThatItsPodWasTaken() {
    Pod evicted =
        with(
            RUNNING
                .replace("phase: Running", "phase: Failed\nreason: Evicted\nmessage: low memory")
                .replace("{running:", "{terminated:"));
    assertStopped(
        next(Optional.of(evicted), possible()), "TerminationNotice", "Evicted low memory");

    Pod deleted = with(RUNNING);
    deleted.getMetadata().setDeletionTimestamp("2026-03-01T12:10:00Z");
    Step step = next(Optional.of(deleted), possible());
    assertThat(step.action()).isInstanceOf(Action.Nothing.class);
    assertThat(step.status().getLastStatus()).isEqualTo("STOPPING");
    assertThat(step.status().getStopCode()).isEqualTo("TerminationNotice");
  }

  @Test
  void callsAContainerUnhealthyOnceItsChecksHadTheirTime() {
    String unready = RUNNING.replace("name: app, ready: true", "name: app, ready: false");

    assertThat(container(next(with(unready)), "app").getHealthStatus()).isEqualTo("UNKNOWN");
    TaskStatus later = next(with(unready.replace("T12:09:00Z", "T12:07:00Z")));
    assertThat(container(later, "app").getHealthStatus()).isEqualTo("UNHEALTHY");
    assertThat(later.getLastStatus()).isEqualTo("RUNNING");
  }

  private void running() {
    task.setStatus(next(with(RUNNING)));
  }

  private TaskStatus next(Pod pod) {
    return next(Optional.of(pod), possible()).status();
  }

  private Step next(Optional<Pod> pod, Plan plan) {
    return new TaskLife(NOW).next(task, pod, plan);
  }

  private Pod pod() {
    return TaskPod.of(task, DEFINITION, new TaskRoles(Optional.empty(), Optional.empty()));
  }

  private Pod with(String status) {
    return new PodBuilder(pod())
        .editMetadata()
        .withUid("p1")
        .withCreationTimestamp("2026-03-01T12:00:01Z")
        .endMetadata()
        .editSpec()
        .withNodeName("node")
        .endSpec()
        .withStatus(Serialization.unmarshal(status, PodStatus.class))
        .build();
  }

  private Plan possible() {
    return plan(new Plan.Outcome.Possible(pod()));
  }

  private static Plan waiting() {
    return plan(new Plan.Outcome.Waiting("TaskDefinitionNotFound", "none"));
  }

  private static Plan plan(Plan.Outcome outcome) {
    return new Plan(
        Optional.of("arn:task"),
        Optional.of("arn:definition"),
        DEFINITION.getSpec().getContainerDefinitions(),
        Optional.empty(),
        outcome);
  }

  private static void assertStopped(Step step, String code, String reason) {
    assertThat(step.action()).isInstanceOf(Action.Nothing.class);
    assertThat(step.status().getLastStatus()).isEqualTo("STOPPED");
    assertThat(step.status().getStopCode()).isEqualTo(code);
    assertThat(step.status().getStoppedReason()).contains(reason);
    assertThat(step.status().getStoppedAt()).isNotNull();
  }

  private static String reason(TaskStatus status) {
    return status.getConditions().getFirst().getReason();
  }

  private static TaskContainerStatus container(TaskStatus status, String name) {
    return status.getContainers().stream()
        .filter(container -> name.equals(container.getName()))
        .findFirst()
        .orElseThrow();
  }
}
