/**
 * Under which values of condition keys that a denied request lacks it would be allowed: a bounded
 * search whose answer the evaluator has confirmed.
 */
@NullMarked
package dev.rolecall.policy.explain.missing;

import org.jspecify.annotations.NullMarked;
