/** What pods may not do on their node unless their Account allows it. */
@NullMarked
package dev.rolecall.operator.admission.power;

import org.jspecify.annotations.NullMarked;
