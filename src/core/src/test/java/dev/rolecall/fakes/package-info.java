/** In-memory directories, a movable clock and test material, for the tests of every module. */
@NullMarked
package dev.rolecall.fakes;

import org.jspecify.annotations.NullMarked;
