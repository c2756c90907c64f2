/**
 * The guard of a node: a program of its own that sets the rules by which no pod reaches the node's
 * IMDS, each pod reaches the agent, and the agent knows by which interface.
 */
@NullMarked
package dev.rolecall.agent.guard;

import org.jspecify.annotations.NullMarked;
