/**
 * An attacker's, a victim's or a node's process in its namespace, and how it is told what to do.
 */
@NullMarked
package dev.rolecall.isolation.foothold;

import org.jspecify.annotations.NullMarked;
