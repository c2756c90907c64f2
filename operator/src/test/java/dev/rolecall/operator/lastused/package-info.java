@NullMarked
package dev.rolecall.operator.lastused;

import org.jspecify.annotations.NullMarked;
