/** Attacks by what is written into a request. */
@NullMarked
package dev.rolecall.isolation.attack.wire;

import org.jspecify.annotations.NullMarked;
