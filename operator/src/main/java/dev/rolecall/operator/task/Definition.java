package dev.rolecall.operator.task;

import dev.rolecall.kube.resource.taskdefinition.TaskDefinition;

/** What a name leads to. */
public sealed interface Definition {
  /** The one revision that is in use under this name. */
  record Found(TaskDefinition definition) implements Definition {}

  /**
   * None that a task could run.
   *
   * @param reason in CamelCase
   * @param message a sentence
   */
  record Unusable(String reason, String message) implements Definition {}
}
