/**
 * Credentials of pods: what a pod presents, what it gets, and what is kept in between. Knows no
 * Vert.x; everything here belongs to one thread, the agent's event loop.
 */
@NullMarked
package dev.rolecall.agent.credentials;

import org.jspecify.annotations.NullMarked;
