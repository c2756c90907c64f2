@NullMarked
package dev.rolecall.agent.cgroup;

import org.jspecify.annotations.NullMarked;
