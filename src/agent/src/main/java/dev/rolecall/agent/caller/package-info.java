/**
 * Who is at the other end of a connection: its source address and the interface that it came in by,
 * held against what the guard knows of interfaces and sts of pods. Knows no Vert.x.
 */
@NullMarked
package dev.rolecall.agent.caller;

import org.jspecify.annotations.NullMarked;
