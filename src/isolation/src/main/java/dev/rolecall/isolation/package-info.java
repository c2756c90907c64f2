/** The isolation suite: attacks on a node, without and with its guard. */
@NullMarked
package dev.rolecall.isolation;

import org.jspecify.annotations.NullMarked;
