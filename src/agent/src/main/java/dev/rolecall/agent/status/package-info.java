/** What the agent says of itself, on the node's loopback: health, readiness and metrics. */
@NullMarked
package dev.rolecall.agent.status;

import org.jspecify.annotations.NullMarked;
