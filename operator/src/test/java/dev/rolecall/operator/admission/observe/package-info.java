@NullMarked
package dev.rolecall.operator.admission.observe;

import org.jspecify.annotations.NullMarked;
