@NullMarked
package dev.rolecall.agent.guard.boot;

import org.jspecify.annotations.NullMarked;
