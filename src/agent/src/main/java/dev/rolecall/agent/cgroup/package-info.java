/** The control groups that the kubelet puts pods into. */
@NullMarked
package dev.rolecall.agent.cgroup;

import org.jspecify.annotations.NullMarked;
