/** Tests of how it is counted. */
@NullMarked
package dev.rolecall.availability.load;

import org.jspecify.annotations.NullMarked;
