/** The one place that says which role, session policy and tags a workload has. */
@NullMarked
package dev.rolecall.binding;

import org.jspecify.annotations.NullMarked;
