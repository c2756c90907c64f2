/** Keeps connections from taking what others need. */
@NullMarked
package dev.rolecall.sts.connection;

import org.jspecify.annotations.NullMarked;
