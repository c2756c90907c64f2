/** What people read: failures, tables and colours. */
@NullMarked
package dev.rolecall.cli.console;

import org.jspecify.annotations.NullMarked;
