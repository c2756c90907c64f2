package dev.rolecall.operator.task;

import dev.rolecall.identity.AccountId;
import dev.rolecall.kube.resource.task.Task;
import dev.rolecall.kube.resource.taskdefinition.TaskDefinition;

/**
 * What tasks' ARNs are made of.
 *
 * @param cluster its name
 */
public record TaskSettings(String region, String cluster) {
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
