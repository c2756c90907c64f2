/** Tells in roles' status when they were used last, as the replicas of sts have seen it. */
@NullMarked
package dev.rolecall.operator.lastused;

import org.jspecify.annotations.NullMarked;
