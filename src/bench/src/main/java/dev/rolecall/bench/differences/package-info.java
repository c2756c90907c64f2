/** Where two engines decide the same cases otherwise, and why. */
@NullMarked
package dev.rolecall.bench.differences;

import org.jspecify.annotations.NullMarked;
