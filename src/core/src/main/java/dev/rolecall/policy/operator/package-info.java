/** Condition operators: each family says how it compares a request's value with a policy's. */
@NullMarked
package dev.rolecall.policy.operator;

import org.jspecify.annotations.NullMarked;
