/** Volumes of tasks. */
@NullMarked
package dev.rolecall.kube.resource.volume;

import org.jspecify.annotations.NullMarked;
