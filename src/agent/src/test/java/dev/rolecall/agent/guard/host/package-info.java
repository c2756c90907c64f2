@NullMarked
package dev.rolecall.agent.guard.host;

import org.jspecify.annotations.NullMarked;
