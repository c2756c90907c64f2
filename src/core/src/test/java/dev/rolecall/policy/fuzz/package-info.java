/** What is fuzzed of core: everything that reads text of strangers on its way to a decision. */
@NullMarked
package dev.rolecall.policy.fuzz;

import org.jspecify.annotations.NullMarked;
