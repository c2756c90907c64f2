/**
 * JSON text to a tree that keeps positions and duplicate members, and back. The only package that
 * knows Jackson.
 */
@NullMarked
package dev.rolecall.json;

import org.jspecify.annotations.NullMarked;
