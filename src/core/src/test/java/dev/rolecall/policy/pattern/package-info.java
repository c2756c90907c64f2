@NullMarked
package dev.rolecall.policy.pattern;

import org.jspecify.annotations.NullMarked;
