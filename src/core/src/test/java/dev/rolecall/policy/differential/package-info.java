/** The evaluator and the reference evaluator decide alike. */
@NullMarked
package dev.rolecall.policy.differential;

import org.jspecify.annotations.NullMarked;
