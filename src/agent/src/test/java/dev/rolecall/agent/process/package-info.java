@NullMarked
package dev.rolecall.agent.process;

import org.jspecify.annotations.NullMarked;
