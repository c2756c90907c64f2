/** A policy as it is written, with the place of each part; wrong parts are left out. */
@NullMarked
package dev.rolecall.policy.lint.text;

import org.jspecify.annotations.NullMarked;
