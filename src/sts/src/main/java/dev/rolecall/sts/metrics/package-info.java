/** What sts shows of itself to Prometheus. */
@NullMarked
package dev.rolecall.sts.metrics;

import org.jspecify.annotations.NullMarked;
