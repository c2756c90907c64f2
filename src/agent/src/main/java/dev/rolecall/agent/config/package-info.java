/** What the agent is told by its environment: every problem is said at once. */
@NullMarked
package dev.rolecall.agent.config;

import org.jspecify.annotations.NullMarked;
