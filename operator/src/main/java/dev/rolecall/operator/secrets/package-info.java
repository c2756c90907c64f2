/** The Secrets that the operator makes and rotates, whichever replica is first. */
@NullMarked
package dev.rolecall.operator.secrets;

import org.jspecify.annotations.NullMarked;
