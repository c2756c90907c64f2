/** Attacks with tokens and ids that are not the attacker's, or not tokens at all. */
@NullMarked
package dev.rolecall.isolation.attack.token;

import org.jspecify.annotations.NullMarked;
