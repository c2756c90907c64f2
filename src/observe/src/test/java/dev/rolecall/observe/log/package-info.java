/** Tests of the log. */
@NullMarked
package dev.rolecall.observe.log;

import org.jspecify.annotations.NullMarked;
