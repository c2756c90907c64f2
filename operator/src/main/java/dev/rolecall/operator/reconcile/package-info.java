/** The reconcilers: one a kind, each of which brings one object to what the whole state says. */
@NullMarked
package dev.rolecall.operator.reconcile;

import org.jspecify.annotations.NullMarked;
