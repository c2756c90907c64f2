/** Which replica leads, and that one does whatever clocks say. */
@NullMarked
package dev.rolecall.operator.leadership;

import org.jspecify.annotations.NullMarked;
