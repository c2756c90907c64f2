/**
 * Why a request was decided as it was: a second, slow pass over all statements with the matchers
 * that decide, made on demand.
 */
@NullMarked
package dev.rolecall.policy.explain;

import org.jspecify.annotations.NullMarked;
