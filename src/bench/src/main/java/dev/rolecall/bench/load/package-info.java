/** Servers as processes, and load on them over keep-alive connections. */
@NullMarked
package dev.rolecall.bench.load;

import org.jspecify.annotations.NullMarked;
