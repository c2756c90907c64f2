@NullMarked
package dev.rolecall.operator.admission.use;

import org.jspecify.annotations.NullMarked;
