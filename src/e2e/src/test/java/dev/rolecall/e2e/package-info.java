/** The whole of Rolecall on a real Kubernetes, as its users install it. */
@NullMarked
package dev.rolecall.e2e;

import org.jspecify.annotations.NullMarked;
