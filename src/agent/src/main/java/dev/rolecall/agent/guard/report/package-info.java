/** What the guard tells others: the agent's server, the audit log, metrics. */
@NullMarked
package dev.rolecall.agent.guard.report;

import org.jspecify.annotations.NullMarked;
