@NullMarked
package dev.rolecall.policy.operator;

import org.jspecify.annotations.NullMarked;
