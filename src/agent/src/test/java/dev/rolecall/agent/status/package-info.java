@NullMarked
package dev.rolecall.agent.status;

import org.jspecify.annotations.NullMarked;
