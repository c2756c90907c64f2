package dev.rolecall.operator.task;

import io.fabric8.kubernetes.api.model.Pod;

/** What is to be done for a task. */
sealed interface Action {
  record Nothing() implements Action {}

  /** The pod is to be made. */
  record Make(Pod pod) implements Action {}

  /** Its containers are to be ended, and it is to stay, with their exit codes. */
  record End(Pod pod) implements Action {}

  /** It never ran: it is to go. */
  record Remove(Pod pod) implements Action {}
}
