/**
 * Policy decisions written down as cases, one JSON object a line: how they are read and decided.
 */
@NullMarked
package dev.rolecall.policy.cases;

import org.jspecify.annotations.NullMarked;
