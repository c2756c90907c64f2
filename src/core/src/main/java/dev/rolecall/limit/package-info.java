/** Limits that keep one sender from starving the others. */
@NullMarked
package dev.rolecall.limit;

import org.jspecify.annotations.NullMarked;
