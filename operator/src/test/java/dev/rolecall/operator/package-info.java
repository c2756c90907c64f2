@NullMarked
package dev.rolecall.operator;

import org.jspecify.annotations.NullMarked;
