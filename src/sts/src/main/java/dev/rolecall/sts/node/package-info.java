/** Tells the agent of each node what it has to know of its pods, by a stream that does not end. */
@NullMarked
package dev.rolecall.sts.node;

import org.jspecify.annotations.NullMarked;
