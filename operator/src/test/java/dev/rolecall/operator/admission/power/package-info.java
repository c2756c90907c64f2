@NullMarked
package dev.rolecall.operator.admission.power;

import org.jspecify.annotations.NullMarked;
