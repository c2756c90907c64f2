/** The operator: its settings, its life and what it keeps in order. */
@NullMarked
package dev.rolecall.operator;

import org.jspecify.annotations.NullMarked;
