/** What benchmarks give, how it is held against peers and goals, and how it is shown. */
@NullMarked
package dev.rolecall.bench.measure;

import org.jspecify.annotations.NullMarked;
