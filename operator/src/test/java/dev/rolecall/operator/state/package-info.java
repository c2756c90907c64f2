@NullMarked
package dev.rolecall.operator.state;

import org.jspecify.annotations.NullMarked;
