@NullMarked
package dev.rolecall.agent.config;

import org.jspecify.annotations.NullMarked;
