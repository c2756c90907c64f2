/** The way to sts: where it is, how it is trusted, and how the agent proves who it is. */
@NullMarked
package dev.rolecall.agent.sts;

import org.jspecify.annotations.NullMarked;
