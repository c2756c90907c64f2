@NullMarked
package dev.rolecall.agent.node;

import org.jspecify.annotations.NullMarked;
