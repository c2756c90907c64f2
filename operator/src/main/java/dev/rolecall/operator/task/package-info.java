/** Tasks: from a Task and its TaskDefinition to a pod, and from the pod to the Task's status. */
@NullMarked
package dev.rolecall.operator.task;

import org.jspecify.annotations.NullMarked;
