package dev.rolecall.operator.task;

import dev.rolecall.kube.resource.task.Task;
import dev.rolecall.kube.resource.task.TaskStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Status of tasks: copies, and conditions whose transition time moves only when they turn. */
final class TaskStatuses {
  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();
  private static final String READY = "Ready";

  private TaskStatuses() {}

  /** The task's status to be changed; the task's own stays as it is. */
  static TaskStatus copy(Task task) {
    return Optional.ofNullable(task.getStatus())
        .map(SERIALIZATION::clone)
        .orElseGet(TaskStatus::new);
  }

  static boolean same(Task task, TaskStatus status) {
    return task.getStatus() != null
        && SERIALIZATION.asJson(task.getStatus()).equals(SERIALIZATION.asJson(status));
  }

  static void ready(TaskStatus status, String reason, String message, Instant now) {
    set(status, condition("True", reason, message), now);
  }

  static void notReady(TaskStatus status, String reason, String message, Instant now) {
    set(status, condition("False", reason, message), now);
  }

  private static Condition condition(String word, String reason, String message) {
    return new ConditionBuilder()
        .withType(READY)
        .withStatus(word)
        .withReason(reason)
        .withMessage(message)
        .build();
  }

  static void set(TaskStatus status, Condition condition, Instant now) {
    List<Condition> all = new ArrayList<>(status.getConditions());
    Optional<Condition> before =
        all.stream().filter(other -> condition.getType().equals(other.getType())).findFirst();
    String turned =
        before
            .filter(other -> condition.getStatus().equals(other.getStatus()))
            .map(Condition::getLastTransitionTime)
            .orElse(now.toString());
    Condition after =
        new ConditionBuilder(condition)
            .withObservedGeneration(status.getObservedGeneration())
            .withLastTransitionTime(turned)
            .build();
    before.ifPresentOrElse(other -> all.set(all.indexOf(other), after), () -> all.add(after));
    status.setConditions(all);
  }
}
