/** The rules, one class a family; each class lists its own as a table. */
@NullMarked
package dev.rolecall.policy.lint.rule;

import org.jspecify.annotations.NullMarked;
