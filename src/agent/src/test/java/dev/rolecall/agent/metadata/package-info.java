@NullMarked
package dev.rolecall.agent.metadata;

import org.jspecify.annotations.NullMarked;
