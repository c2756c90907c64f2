/** The {@code rolecall} command and its subcommands. */
@NullMarked
package dev.rolecall.cli;

import org.jspecify.annotations.NullMarked;
