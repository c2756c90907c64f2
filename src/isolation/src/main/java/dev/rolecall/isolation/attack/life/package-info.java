/** Attacks in the moments at which programs come and go. */
@NullMarked
package dev.rolecall.isolation.attack.life;

import org.jspecify.annotations.NullMarked;
