/** Who may ask how much. */
@NullMarked
package dev.rolecall.sts.limit;

import org.jspecify.annotations.NullMarked;
