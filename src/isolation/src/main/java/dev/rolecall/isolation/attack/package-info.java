/** What an attack is, and all of them. */
@NullMarked
package dev.rolecall.isolation.attack;

import org.jspecify.annotations.NullMarked;
