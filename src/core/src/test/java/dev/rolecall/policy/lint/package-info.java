/** The lint's rules against documents that they speak of and documents that come near. */
@NullMarked
package dev.rolecall.policy.lint;

import org.jspecify.annotations.NullMarked;
