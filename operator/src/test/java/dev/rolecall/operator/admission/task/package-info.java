@NullMarked
package dev.rolecall.operator.admission.task;

import org.jspecify.annotations.NullMarked;
