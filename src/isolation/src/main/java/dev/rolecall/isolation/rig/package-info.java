/** A node with its pods in network namespaces, out of sight of the machine's own network. */
@NullMarked
package dev.rolecall.isolation.rig;

import org.jspecify.annotations.NullMarked;
