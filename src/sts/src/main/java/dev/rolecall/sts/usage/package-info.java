/** Which roles are in use, for the operator to say so in their status. */
@NullMarked
package dev.rolecall.sts.usage;

import org.jspecify.annotations.NullMarked;
