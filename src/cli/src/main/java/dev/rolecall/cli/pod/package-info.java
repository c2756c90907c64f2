/** Walks the way of a pod's credentials and says what is wrong on it first. */
@NullMarked
package dev.rolecall.cli.pod;

import org.jspecify.annotations.NullMarked;
