package dev.rolecall.operator.task;

import dev.rolecall.kube.resource.task.Task;
import dev.rolecall.kube.resource.taskdefinition.ContainerDefinition;
import dev.rolecall.operator.task.End.Code;
import dev.rolecall.operator.task.pod.TaskPod;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Why a task that has a pod must end, or has ended: the first that holds. */
final class Ends {
  /** How long the kubelet may try what fails: an image that cannot be had, a missing Secret. */
  static final Duration START_PATIENCE = Duration.ofMinutes(5);

  /** What trying again does not mend. */
  private static final Set<String> HOPELESS = Set.of("InvalidImageName", "ErrImageNeverPull");

  private static final Set<String> FAILING =
      Set.of(
          "ErrImagePull",
          "ImagePullBackOff",
          "ImageInspectError",
          "RegistryUnavailable",
          "CreateContainerConfigError",
          "CreateContainerError",
          "RunContainerError");

  private final Task task;
  private final Pod pod;
  private final List<ContainerDefinition> definitions;
  private final ContainerViews views;

  /**
   * @param definitions of the revision that the pod runs; empty where it is gone: nothing is late
   *     then
   */
  Ends(Task task, Pod pod, ContainerViews views, List<ContainerDefinition> definitions) {
    this.task = task;
    this.pod = pod;
    this.definitions = List.copyOf(definitions);
    this.views = views;
  }

  Optional<End> now(Instant now) {
    return told()
        .or(this::taken)
        .or(this::essential)
        .or(this::failedFirst)
        .or(() -> neverStarts(now))
        .or(this::over);
  }

  private Optional<End> told() {
    return task.getSpec().getDesiredStatus().equals("STOPPED")
        ? Optional.of(
            new End(
                Code.USER_INITIATED,
                Optional.ofNullable(task.getSpec().getStopReason())
                    .filter(reason -> !reason.isBlank())
                    .orElse("Task stopped by user")))
        : Optional.empty();
  }

  private Optional<End> essential() {
    return containers()
        .filter(container -> isEssential(container.getName()))
        .filter(container -> !isFirst(container) || isSidecar(container))
        .filter(container -> views.end(container.getName()).isPresent())
        .findFirst()
        .map(container ->
            new End(
                Code.ESSENTIAL_CONTAINER_EXITED,
                "Essential container in task exited: " + container.getName()));
  }

  private Optional<End> failedFirst() {
    return pod.getSpec().getInitContainers().stream()
        .filter(container -> !isSidecar(container))
        .filter(container ->
            views
                .end(container.getName())
                .filter(end -> !Integer.valueOf(0).equals(end.getExitCode()))
                .isPresent())
        .findFirst()
        .map(container ->
            new End(
                Code.TASK_FAILED_TO_START,
                "container %s, which others wait for by SUCCESS, did not end with 0"
                    .formatted(container.getName())));
  }

  /** Evicted, preempted, deleted, or its node is shut down. */
  private Optional<End> taken() {
    if (pod.getMetadata().getDeletionTimestamp() != null) {
      return Optional.of(new End(Code.TERMINATION_NOTICE, "The task's pod was deleted"));
    }
    return Optional.ofNullable(pod.getStatus())
        .filter(status -> status.getReason() != null && isOver())
        .map(status ->
            new End(
                views.anyStarted() ? Code.TERMINATION_NOTICE : Code.TASK_FAILED_TO_START,
                "The task's pod was ended: %s %s"
                    .formatted(
                        status.getReason(), Optional.ofNullable(status.getMessage()).orElse(""))
                    .strip()));
  }

  private Optional<End> neverStarts(Instant now) {
    if (views.allStarted().isPresent()) {
      return Optional.empty();
    }
    return containers()
        .flatMap(container -> failing(container, now).or(() -> late(container, now)).stream())
        .findFirst();
  }

  private Optional<End> failing(Container container, Instant now) {
    Optional<ContainerStateWaiting> waiting = views.waiting(container.getName());
    String why = waiting.map(ContainerStateWaiting::getReason).orElse("");
    boolean patient = began().plus(START_PATIENCE).isAfter(now);
    return HOPELESS.contains(why) || (FAILING.contains(why) && !patient)
        ? Optional.of(
            new End(
                Code.TASK_FAILED_TO_START,
                "%s of container %s: %s"
                    .formatted(
                        why.contains("Image") ? "CannotPullContainerError" : why,
                        container.getName(),
                        waiting.map(ContainerStateWaiting::getMessage).orElse(""))))
        : Optional.empty();
  }

  /** Others gave up to wait for the container. */
  private Optional<End> late(Container container, Instant now) {
    return deadline(container)
        .filter(deadline -> !deadline.isAfter(now))
        .map(deadline ->
            new End(
                Code.TASK_FAILED_TO_START,
                "others waited for container %s longer than its startTimeout"
                    .formatted(container.getName())));
  }

  /** When the task is to be looked at again whatever happens until then. */
  Optional<Instant> lookAgain(Instant now) {
    if (views.allStarted().isPresent()) {
      return Optional.empty();
    }
    Stream<Instant> patience =
        containers()
            .filter(container ->
                views
                    .waiting(container.getName())
                    .filter(waiting -> FAILING.contains(String.valueOf(waiting.getReason())))
                    .isPresent())
            .map(container -> began().plus(START_PATIENCE));
    return Stream.concat(patience, containers().flatMap(c -> deadline(c).stream()))
        .filter(time -> time.isAfter(now))
        .min(Instant::compareTo);
  }

  private Optional<Instant> deadline(Container container) {
    if (!isFirst(container) || views.resolved(container)) {
      return Optional.empty();
    }
    return definition(container.getName())
        .map(ContainerDefinition::getStartTimeout)
        .flatMap(
            seconds -> views.started(container.getName()).map(start -> start.plusSeconds(seconds)));
  }

  private Optional<End> over() {
    return isOver()
        ? Optional.of(
            new End(Code.ESSENTIAL_CONTAINER_EXITED, "Essential container in task exited"))
        : Optional.empty();
  }

  boolean isOver() {
    String phase = pod.getStatus() == null ? "" : String.valueOf(pod.getStatus().getPhase());
    return phase.equals("Succeeded") || phase.equals("Failed");
  }

  private Instant began() {
    String start = pod.getStatus() == null ? null : pod.getStatus().getStartTime();
    return Instant.parse(start == null ? pod.getMetadata().getCreationTimestamp() : start);
  }

  private Stream<Container> containers() {
    return Stream.concat(
        pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream());
  }

  private boolean isFirst(Container container) {
    return pod.getSpec().getInitContainers().contains(container);
  }

  private static boolean isSidecar(Container container) {
    return "Always".equals(container.getRestartPolicy());
  }

  private boolean isEssential(String name) {
    return TaskPod.essential(pod).contains(name);
  }

  private Optional<ContainerDefinition> definition(String name) {
    return definitions.stream().filter(other -> name.equals(other.getName())).findFirst();
  }
}
