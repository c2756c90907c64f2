/**
 * Whether a principal may wear a role: the role's trust policy and Rolecall's own rules around it.
 */
@NullMarked
package dev.rolecall.trust;

import org.jspecify.annotations.NullMarked;
