@NullMarked
package dev.rolecall.agent.guard.cni;

import org.jspecify.annotations.NullMarked;
