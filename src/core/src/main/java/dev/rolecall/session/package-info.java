/** Sealed, stateless sessions and their credentials. */
@NullMarked
package dev.rolecall.session;

import org.jspecify.annotations.NullMarked;
