/** Attacks by addresses that are not the attacker's. */
@NullMarked
package dev.rolecall.isolation.attack.spoof;

import org.jspecify.annotations.NullMarked;
