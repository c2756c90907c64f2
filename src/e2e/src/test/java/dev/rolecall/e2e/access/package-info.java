/** What the chart lets each program do at the API server, and what each really does. */
@NullMarked
package dev.rolecall.e2e.access;

import org.jspecify.annotations.NullMarked;
