/** Tests of traces. */
@NullMarked
package dev.rolecall.observe.trace;

import org.jspecify.annotations.NullMarked;
