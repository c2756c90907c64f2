/** Metrics as Prometheus reads them: few series, whatever callers send. */
@NullMarked
package dev.rolecall.observe.metrics;

import org.jspecify.annotations.NullMarked;
