/** AWS's clients as they come, before the endpoints of a node's agent. */
@NullMarked
package dev.rolecall.agent.clients;

import org.jspecify.annotations.NullMarked;
