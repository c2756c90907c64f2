/** Tests of metrics. */
@NullMarked
package dev.rolecall.observe.metrics;

import org.jspecify.annotations.NullMarked;
