@NullMarked
package dev.rolecall.agent.stream;

import org.jspecify.annotations.NullMarked;
