/**
 * Finds, among many things that apply to some requests only, the few that may apply to one. Knows
 * nothing of policies.
 */
@NullMarked
package dev.rolecall.policy.index;

import org.jspecify.annotations.NullMarked;
