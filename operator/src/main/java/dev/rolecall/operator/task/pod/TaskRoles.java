package dev.rolecall.operator.task.pod;

import dev.rolecall.identity.RoleArn;
import java.util.Optional;

/**
 * A task's roles.
 *
 * @param task name or ARN of the role that its containers get; empty where they get none
 * @param execution the role that they never get; empty where there is none, or it is the task role
 */
public record TaskRoles(Optional<String> task, Optional<RoleArn> execution) {}
