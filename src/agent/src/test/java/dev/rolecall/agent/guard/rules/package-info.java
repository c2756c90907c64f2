@NullMarked
package dev.rolecall.agent.guard.rules;

import org.jspecify.annotations.NullMarked;
