/** The programs of the node: sts, the agent's guard and server, and what is there without them. */
@NullMarked
package dev.rolecall.isolation.program;

import org.jspecify.annotations.NullMarked;
