/** Fakes of what the operator works with. */
@NullMarked
package dev.rolecall.operator.fakes;

import org.jspecify.annotations.NullMarked;
