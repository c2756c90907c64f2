/**
 * Coverage-guided fuzzing with Jazzer: a target is a class with a {@code static void
 * fuzzerTestOneInput(byte[])} that throws for what must not be.
 */
@NullMarked
package dev.rolecall.fuzzing;

import org.jspecify.annotations.NullMarked;
