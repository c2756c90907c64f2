@NullMarked
package dev.rolecall.agent.token;

import org.jspecify.annotations.NullMarked;
