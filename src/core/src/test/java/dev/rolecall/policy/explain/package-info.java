@NullMarked
package dev.rolecall.policy.explain;

import org.jspecify.annotations.NullMarked;
