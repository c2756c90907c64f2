/** The log: one line an event, with levels that may change while a program runs. */
@NullMarked
package dev.rolecall.observe.log;

import org.jspecify.annotations.NullMarked;
