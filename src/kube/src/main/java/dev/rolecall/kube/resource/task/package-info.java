/** Task, what it overrides, and its status. */
@NullMarked
package dev.rolecall.kube.resource.task;

import org.jspecify.annotations.NullMarked;
