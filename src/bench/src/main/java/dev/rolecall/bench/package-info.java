/**
 * Benchmarks (JMH). Each measures operations a second and is held against a peer that was measured
 * in the same run: a bound that no such code can beat, or itself with less to do.
 */
@NullMarked
package dev.rolecall.bench;

import org.jspecify.annotations.NullMarked;
