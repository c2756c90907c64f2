/** The ways to a session: who asks, which role, whether it trusts them. */
@NullMarked
package dev.rolecall.sts.assume;

import org.jspecify.annotations.NullMarked;
