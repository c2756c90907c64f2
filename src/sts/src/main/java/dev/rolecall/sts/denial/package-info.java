/** Denials: what callers read of them, and what only their account's administrators can read. */
@NullMarked
package dev.rolecall.sts.denial;

import org.jspecify.annotations.NullMarked;
