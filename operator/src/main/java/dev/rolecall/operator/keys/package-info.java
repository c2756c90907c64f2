/** The master keys of sessions, from making to dropping. */
@NullMarked
package dev.rolecall.operator.keys;

import org.jspecify.annotations.NullMarked;
