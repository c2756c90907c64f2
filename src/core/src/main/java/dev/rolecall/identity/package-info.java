/**
 * Who and what: accounts, ARNs, unique ids, workloads. Values that are checked when they are made.
 */
@NullMarked
package dev.rolecall.identity;

import org.jspecify.annotations.NullMarked;
