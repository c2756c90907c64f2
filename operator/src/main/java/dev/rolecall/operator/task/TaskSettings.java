package dev.rolecall.operator.task;

import dev.rolecall.identity.AccountId;
import dev.rolecall.kube.resource.task.Task;
import dev.rolecall.kube.resource.taskdefinition.TaskDefinition;

/**
 * What tasks' ARNs are made of, and what the cluster can do for them.
 *
 * @param cluster its name
 * @param nativeSidecars whether init containers may go on, which {@code HEALTHY} needs
 */
public record TaskSettings(String region, String cluster, boolean nativeSidecars) {
  /** As the task metadata endpoint says it, too. */
  String arn(AccountId account, Task task) {
    return "arn:aws:ecs:%s:%s:task/%s/%s"
        .formatted(region, account, cluster, task.getMetadata().getUid().replace("-", ""));
  }

  String arn(AccountId account, TaskDefinition definition) {
    return "arn:aws:ecs:%s:%s:task-definition/%s:%d"
        .formatted(
            region, account, definition.getSpec().getFamily(), definition.getSpec().getRevision());
  }
}
