/** What SDKs in pods ask, and what came of it. */
@NullMarked
package dev.rolecall.availability.load;

import org.jspecify.annotations.NullMarked;
