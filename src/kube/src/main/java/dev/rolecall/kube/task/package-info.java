/**
 * What task definitions mean: amounts of CPU and memory, the order of containers, what is wrong.
 */
@NullMarked
package dev.rolecall.kube.task;

import org.jspecify.annotations.NullMarked;
