/** The whole state of Rolecall's resources, and what each of them should be told. */
@NullMarked
package dev.rolecall.operator.state;

import org.jspecify.annotations.NullMarked;
