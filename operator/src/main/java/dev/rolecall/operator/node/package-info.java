/** Keeps pods off nodes whose guard does not stand, by a taint. */
@NullMarked
package dev.rolecall.operator.node;

import org.jspecify.annotations.NullMarked;
