package dev.rolecall.operator.task;

import dev.rolecall.kube.resource.task.TaskStatus;
import java.time.Duration;
import java.util.Optional;

/**
 * What comes next for a task.
 *
 * @param status to be written where it differs
 * @param lookAgain when to look again whatever happens
 */
record Step(TaskStatus status, Action action, Optional<Duration> lookAgain) {
  static Step of(TaskStatus status, Action action) {
    return new Step(status, action, Optional.empty());
  }
}
