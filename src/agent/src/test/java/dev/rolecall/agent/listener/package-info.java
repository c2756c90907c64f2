@NullMarked
package dev.rolecall.agent.listener;

import org.jspecify.annotations.NullMarked;
