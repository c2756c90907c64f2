/**
 * Task metadata version 4 of ECS, and version 3: a pod is a task, its containers are the task's.
 * What they use of the machine is read from the kernel's control groups.
 */
@NullMarked
package dev.rolecall.agent.metadata;

import org.jspecify.annotations.NullMarked;
