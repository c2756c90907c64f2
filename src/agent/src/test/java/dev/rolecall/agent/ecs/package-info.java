@NullMarked
package dev.rolecall.agent.ecs;

import org.jspecify.annotations.NullMarked;
