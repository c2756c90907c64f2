/** The programs that images are made for, as a build leaves them. */
@NullMarked
package dev.rolecall.image.program;

import org.jspecify.annotations.NullMarked;
