/** Bounded memory for what is costly to work out again. */
@NullMarked
package dev.rolecall.cache;

import org.jspecify.annotations.NullMarked;
