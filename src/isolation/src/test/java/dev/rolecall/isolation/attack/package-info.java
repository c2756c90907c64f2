@NullMarked
package dev.rolecall.isolation.attack;

import org.jspecify.annotations.NullMarked;
