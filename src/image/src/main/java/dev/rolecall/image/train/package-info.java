/**
 * Runs of programs beside a played cluster: for their AOT caches, and to see how long they take to
 * start.
 */
@NullMarked
package dev.rolecall.image.train;

import org.jspecify.annotations.NullMarked;
