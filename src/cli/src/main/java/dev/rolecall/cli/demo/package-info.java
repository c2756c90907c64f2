/** The demo: two tenants, a protected service, and a table of what really happened. */
@NullMarked
package dev.rolecall.cli.demo;

import org.jspecify.annotations.NullMarked;
