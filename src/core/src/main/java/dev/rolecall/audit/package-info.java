/** What is recorded of every decision. */
@NullMarked
package dev.rolecall.audit;

import org.jspecify.annotations.NullMarked;
