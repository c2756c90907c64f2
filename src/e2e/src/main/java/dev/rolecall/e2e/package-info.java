/** The workload of the end-to-end tests: an unmodified AWS SDK in a pod. */
@NullMarked
package dev.rolecall.e2e;

import org.jspecify.annotations.NullMarked;
