/** What goes wrong, a class each. */
@NullMarked
package dev.rolecall.availability.fault;

import org.jspecify.annotations.NullMarked;
