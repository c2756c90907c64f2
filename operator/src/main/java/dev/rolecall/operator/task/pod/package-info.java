/** The pod of a task: what of ECS's meaning Kubernetes has. */
@NullMarked
package dev.rolecall.operator.task.pod;

import org.jspecify.annotations.NullMarked;
