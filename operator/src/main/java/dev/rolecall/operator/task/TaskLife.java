package dev.rolecall.operator.task;

import dev.rolecall.kube.resource.task.Task;
import dev.rolecall.kube.resource.task.TaskContainerStatus;
import dev.rolecall.kube.resource.task.TaskStatus;
import dev.rolecall.operator.task.End.Code;
import dev.rolecall.operator.task.Plan.Outcome;
import dev.rolecall.operator.task.pod.TaskPod;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The life cycle of tasks, in ECS's words: a function of a task, its pod and its plan. A task has
 * one pod in its life: one that is gone is not made again, and a task that has stopped stays so.
 */
final class TaskLife {
  static final String STOPPED = "STOPPED";

  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration LATER = Duration.ofSeconds(30);
  private static final Duration YOUNG = Duration.ofMinutes(1);

  private final Instant now;

  TaskLife(Instant now) {
    this.now = now.truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * @param named the pod that is called like the task's, whoever made it: another's is none
   */
  Step next(Task task, Optional<Pod> named, Plan plan) {
    TaskStatus status = TaskStatuses.copy(task);
    status.setObservedGeneration(task.getMetadata().getGeneration());
    if (STOPPED.equals(status.getLastStatus())) {
      return Step.of(status, new Action.Nothing());
    }
    status.setCreatedAt(task.getMetadata().getCreationTimestamp());
    status.setDesiredStatus(
        status.getStopCode() == null ? task.getSpec().getDesiredStatus() : STOPPED);
    plan.taskArn().ifPresent(status::setTaskArn);
    Optional<Pod> own = named.filter(pod -> TaskPod.isOf(task, pod));
    if (own.isPresent()) {
      return with(own.get(), task, status, plan);
    }
    return status.getPodUid() == null ? before(task, status, plan) : lost(status);
  }

  /** There was no pod yet. */
  private Step before(Task task, TaskStatus status, Plan plan) {
    plan.executionRole().ifPresent(condition -> TaskStatuses.set(status, condition, now));
    plan.definitionArn().ifPresent(status::setTaskDefinitionArn);
    if (task.getSpec().getDesiredStatus().equals(STOPPED)) {
      end(status, new End(Code.USER_INITIATED, reason(task)));
      return over(status);
    }
    status.setLastStatus("PROVISIONING");
    return switch (plan.outcome()) {
      case Outcome.Possible(var pod) -> {
        TaskStatuses.notReady(status, "Provisioning", "the task's pod is made", now);
        yield new Step(status, new Action.Make(pod), Optional.of(SOON));
      }
      case Outcome.Waiting(var reason, var message) -> {
        TaskStatuses.notReady(status, reason, message, now);
        boolean young =
            Instant.parse(task.getMetadata().getCreationTimestamp()).plus(YOUNG).isAfter(now);
        yield new Step(status, new Action.Nothing(), Optional.of(young ? SOON : LATER));
      }
    };
  }

  /** The pod is gone for good, and with it what its containers ended with. */
  private Step lost(TaskStatus status) {
    if (status.getStopCode() == null) {
      end(status, new End(Code.TERMINATION_NOTICE, "The task's pod was deleted"));
    }
    return over(status);
  }

  private Step with(Pod pod, Task task, TaskStatus status, Plan plan) {
    ContainerViews views = new ContainerViews(pod, now);
    Ends ends = new Ends(task, pod, views, plan.containers());
    status.setPodName(pod.getMetadata().getName());
    status.setPodUid(pod.getMetadata().getUid());
    status.setContainers(views.all());
    tellOfPlan(status, plan);
    views
        .allStarted()
        .ifPresent(start -> {
          if (status.getStartedAt() == null) {
            status.setStartedAt(start.toString());
          }
        });
    if (status.getStopCode() == null) {
      ends.now(now).ifPresent(end -> end(status, end));
    }
    if (ends.isOver() && (!views.anyRuns() || isLate(pod, status))) {
      return over(status);
    }
    if (status.getStopCode() != null) {
      return stopping(pod, status, ends);
    }
    status.setLastStatus(
        views.allStarted().isPresent() ? "RUNNING" : views.anyStarted() ? "ACTIVATING" : "PENDING");
    if (views.allStarted().isPresent()) {
      TaskStatuses.ready(status, "Running", "the task runs as pod " + status.getPodName(), now);
    } else {
      Optional<String> unschedulable = unschedulable(pod);
      TaskStatuses.notReady(
          status,
          unschedulable.isPresent() ? "Unschedulable" : "Starting",
          unschedulable.orElse("the task's containers start"),
          now);
    }
    return new Step(
        status,
        new Action.Nothing(),
        ends.lookAgain(now)
            .map(time -> Duration.between(now, time).plusSeconds(1))
            .or(() -> anyUnknown(status) ? Optional.of(LATER) : Optional.empty()));
  }

  /** Who made the pod may have ended before it could write what it made it of. */
  private void tellOfPlan(TaskStatus status, Plan plan) {
    if (status.getTaskDefinitionArn() == null) {
      plan.definitionArn().ifPresent(status::setTaskDefinitionArn);
      plan.executionRole().ifPresent(condition -> TaskStatuses.set(status, condition, now));
    }
  }

  /** No event tells that the time is over after which a container is unhealthy. */
  private static boolean anyUnknown(TaskStatus status) {
    return status.getContainers().stream()
        .anyMatch(container -> ContainerViews.UNKNOWN.equals(container.getHealthStatus()));
  }

  private Step stopping(Pod pod, TaskStatus status, Ends ends) {
    status.setLastStatus("STOPPING");
    if (pod.getMetadata().getDeletionTimestamp() != null) {
      return Step.of(status, new Action.Nothing());
    }
    if (ends.isOver()) {
      // Kubelets may call a pod failed before its containers have ended.
      return new Step(status, new Action.Nothing(), Optional.of(LATER));
    }
    boolean ran = pod.getSpec().getNodeName() != null && !pod.getSpec().getNodeName().isEmpty();
    Action action =
        !ran ? new Action.Remove(pod) : isTold(pod) ? new Action.Nothing() : new Action.End(pod);
    return Step.of(status, action);
  }

  /** Somebody else's admission may have given the pod a deadline of its own, which comes later. */
  private static boolean isTold(Pod pod) {
    Long deadline = pod.getSpec().getActiveDeadlineSeconds();
    return deadline != null && deadline <= TaskPods.DEADLINE_SECONDS;
  }

  /** Whether nothing more will be heard of containers that should have ended. */
  private boolean isLate(Pod pod, TaskStatus status) {
    Long grace = pod.getSpec().getTerminationGracePeriodSeconds();
    return status.getStoppingAt() != null
        && Instant.parse(status.getStoppingAt())
            .plusSeconds(grace == null ? 0 : grace)
            .plus(LATER)
            .isBefore(now);
  }

  private void end(TaskStatus status, End end) {
    status.setStopCode(end.code().toString());
    status.setStoppedReason(end.reason());
    status.setStoppingAt(now.toString());
    status.setDesiredStatus(STOPPED);
    TaskStatuses.notReady(status, end.code().toString(), end.reason(), now);
  }

  private Step over(TaskStatus status) {
    status.setLastStatus(STOPPED);
    status.setStoppedAt(now.toString());
    List<TaskContainerStatus> containers = status.getContainers();
    containers.forEach(container -> container.setLastStatus(STOPPED));
    return Step.of(status, new Action.Nothing());
  }

  private static String reason(Task task) {
    return Optional.ofNullable(task.getSpec().getStopReason())
        .filter(reason -> !reason.isBlank())
        .orElse("Task stopped by user");
  }

  private static Optional<String> unschedulable(Pod pod) {
    return Optional.ofNullable(pod.getStatus()).stream()
        .flatMap(status -> status.getConditions().stream())
        .filter(condition -> "PodScheduled".equals(condition.getType()))
        .filter(condition -> "Unschedulable".equals(condition.getReason()))
        .map(PodCondition::getMessage)
        .map(String::valueOf)
        .findFirst();
  }
}
