@NullMarked
package dev.rolecall.agent.guard;

import org.jspecify.annotations.NullMarked;
