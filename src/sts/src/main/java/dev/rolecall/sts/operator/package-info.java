/** What the operator asks of sts. */
@NullMarked
package dev.rolecall.sts.operator;

import org.jspecify.annotations.NullMarked;
