@NullMarked
package dev.rolecall.isolation.foothold;

import org.jspecify.annotations.NullMarked;
