@NullMarked
package dev.rolecall.operator.keys;

import org.jspecify.annotations.NullMarked;
