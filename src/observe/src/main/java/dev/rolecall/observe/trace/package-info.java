/**
 * Traces, as OpenTelemetry has them, of what goes from program to program; off unless asked for.
 */
@NullMarked
package dev.rolecall.observe.trace;

import org.jspecify.annotations.NullMarked;
