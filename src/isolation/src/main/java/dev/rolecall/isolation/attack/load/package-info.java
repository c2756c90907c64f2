/** Attacks on the others' share. */
@NullMarked
package dev.rolecall.isolation.attack.load;

import org.jspecify.annotations.NullMarked;
