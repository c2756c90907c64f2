/** Text patterns of policies: wildcards, variables, ARNs, actions. Knows nothing of policies. */
@NullMarked
package dev.rolecall.policy.pattern;

import org.jspecify.annotations.NullMarked;
