@NullMarked
package dev.rolecall.operator.access;

import org.jspecify.annotations.NullMarked;
