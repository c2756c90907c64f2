/** What the agent itself refuses: an audit event each, and a count. */
@NullMarked
package dev.rolecall.agent.audit;

import org.jspecify.annotations.NullMarked;
