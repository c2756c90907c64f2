@NullMarked
package dev.rolecall.policy.index;

import org.jspecify.annotations.NullMarked;
