/** Tests of the suite itself. */
@NullMarked
package dev.rolecall.availability;

import org.jspecify.annotations.NullMarked;
