/** What one tenant's objects may not do to another's, or to each other. */
@NullMarked
package dev.rolecall.operator.tenancy;

import org.jspecify.annotations.NullMarked;
