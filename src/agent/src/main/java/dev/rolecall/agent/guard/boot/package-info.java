/** The systemd unit by which a node has rules before its kubelet starts. */
@NullMarked
package dev.rolecall.agent.guard.boot;

import org.jspecify.annotations.NullMarked;
