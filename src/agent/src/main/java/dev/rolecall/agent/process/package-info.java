/**
 * Of which pod on the host's network a connection is: the kernel tells the control group of the
 * socket at its other end.
 */
@NullMarked
package dev.rolecall.agent.process;

import org.jspecify.annotations.NullMarked;
