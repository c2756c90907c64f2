@NullMarked
package dev.rolecall.agent.caller;

import org.jspecify.annotations.NullMarked;
