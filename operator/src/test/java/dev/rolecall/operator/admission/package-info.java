@NullMarked
package dev.rolecall.operator.admission;

import org.jspecify.annotations.NullMarked;
