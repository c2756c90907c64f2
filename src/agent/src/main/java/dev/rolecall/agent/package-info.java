/** The agent as a program: its configuration, its start and its end. */
@NullMarked
package dev.rolecall.agent;

import org.jspecify.annotations.NullMarked;
