/** The data plane: checks tokens, decides trust, issues and verifies sessions. */
@NullMarked
package dev.rolecall.sts;

import org.jspecify.annotations.NullMarked;
