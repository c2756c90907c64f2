@NullMarked
package dev.rolecall.operator.reconcile;

import org.jspecify.annotations.NullMarked;
