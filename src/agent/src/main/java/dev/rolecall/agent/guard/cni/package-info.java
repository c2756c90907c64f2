/**
 * Which interface of the node is which pod's: libcni's result cache, which every network plugin
 * that containerd or CRI-O runs leaves, held against the interfaces that there are.
 */
@NullMarked
package dev.rolecall.agent.guard.cni;

import org.jspecify.annotations.NullMarked;
