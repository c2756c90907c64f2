/** What the operator shows of itself to Prometheus. */
@NullMarked
package dev.rolecall.operator.metrics;

import org.jspecify.annotations.NullMarked;
