/** The operator as a process beside a real API server that is full of objects. */
@NullMarked
package dev.rolecall.bench.operator;

import org.jspecify.annotations.NullMarked;
