/** The record of every decision, and Events on the pods that were refused. */
@NullMarked
package dev.rolecall.sts.audit;

import org.jspecify.annotations.NullMarked;
