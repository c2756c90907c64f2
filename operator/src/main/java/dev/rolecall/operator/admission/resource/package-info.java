/** What is admitted of Rolecall's own kinds. */
@NullMarked
package dev.rolecall.operator.admission.resource;

import org.jspecify.annotations.NullMarked;
