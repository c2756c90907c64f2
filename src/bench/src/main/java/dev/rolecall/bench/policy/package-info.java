/**
 * The benchmarks of the policy engine: one policy set in several sizes and shapes, written for
 * Rolecall and for its peers, and the same questions to all of them.
 */
@NullMarked
package dev.rolecall.bench.policy;

import org.jspecify.annotations.NullMarked;
