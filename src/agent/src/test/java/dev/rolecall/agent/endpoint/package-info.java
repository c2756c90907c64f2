@NullMarked
package dev.rolecall.agent.endpoint;

import org.jspecify.annotations.NullMarked;
