/** What the guard does to the node, and asks it, by the system's own programs and files. */
@NullMarked
package dev.rolecall.agent.guard.host;

import org.jspecify.annotations.NullMarked;
