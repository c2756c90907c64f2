/** The rules of the project's structure, checked. */
@NullMarked
package dev.rolecall.architecture;

import org.jspecify.annotations.NullMarked;
