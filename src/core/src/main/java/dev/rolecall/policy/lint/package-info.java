/**
 * What may be wrong with a policy that can be read, and what can be told of one that cannot: {@link
 * dev.rolecall.policy.lint.PolicyLint} is the way in.
 */
@NullMarked
package dev.rolecall.policy.lint;

import org.jspecify.annotations.NullMarked;
