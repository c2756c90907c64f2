/** The benchmarks of the policy engine. */
@NullMarked
package dev.rolecall.bench.policy;

import org.jspecify.annotations.NullMarked;
