@NullMarked
package dev.rolecall.agent.imds;

import org.jspecify.annotations.NullMarked;
