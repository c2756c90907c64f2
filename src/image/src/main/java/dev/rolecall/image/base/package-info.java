/** The system below the programs: Debian's libraries and tools, and a Java runtime. */
@NullMarked
package dev.rolecall.image.base;

import org.jspecify.annotations.NullMarked;
