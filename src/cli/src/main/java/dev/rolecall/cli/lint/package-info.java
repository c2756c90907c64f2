/** Linting files: which documents they hold, and how findings are printed. */
@NullMarked
package dev.rolecall.cli.lint;

import org.jspecify.annotations.NullMarked;
