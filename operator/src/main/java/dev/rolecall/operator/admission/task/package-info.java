/** Admission of TaskDefinitions and Tasks. */
@NullMarked
package dev.rolecall.operator.admission.task;

import org.jspecify.annotations.NullMarked;
